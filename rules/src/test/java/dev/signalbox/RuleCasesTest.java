package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.signalbox.flow.process.Definitions;
import dev.signalbox.flow.process.Parsed;
import dev.signalbox.rulebook.Cases;
import dev.signalbox.rulebook.Diagnostic;
import dev.signalbox.rulebook.Pack;
import dev.signalbox.rulebook.PackCheck;
import dev.signalbox.rulebook.PackFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every pack compiles without a warning, and its rules do what its cases say. */
class RuleCasesTest {

    private static final Path PACKS = Path.of("").toAbsolutePath();

    @TestFactory
    Stream<DynamicNode> packs() throws IOException {
        try (Stream<Path> folders = Files.list(PACKS)) {
            return folders.filter(folder -> Files.exists(folder.resolve("rules.drl"))).sorted().toList().stream()
                    .map(RuleCasesTest::pack);
        }
    }

    private static DynamicNode pack(Path folder) {
        try {
            Pack pack = PackFolder.read(folder);
            PackCheck checker = checker(folder);
            Stream<DynamicTest> texts = Stream.of(
                    dynamicTest("rules.drl", () -> assertThat(checker.rules(pack.name(), pack.drl()))
                            .isEmpty()),
                    dynamicTest("processes", () -> assertThat(pack.definitions().values())
                            .allSatisfy(
                                    yaml -> assertThat(Definitions.parse(yaml)).isInstanceOf(Parsed.Valid.class))));
            Stream<DynamicTest> cases = pack.cases().entrySet().stream().map(each -> one(checker, pack, each));
            return dynamicContainer(pack.name(), Stream.concat(texts, cases));
        } catch (IOException e) {
            return dynamicTest(folder.toString(), () -> {
                throw e;
            });
        }
    }

    private static DynamicTest one(PackCheck checker, Pack pack, Map.Entry<String, String> file) {
        return dynamicTest(file.getKey(), () -> {
            if (file.getValue().contains("example:")) {
                assumeTrue(
                        Examples.installed() || "true".equals(System.getenv("CI")),
                        "the npm package @octokit/webhooks-examples is missing: run npm ci in webui");
            }
            Map<String, String> cases = Map.of(file.getKey(), file.getValue());
            Pack alone =
                    new Pack(pack.name(), pack.drl(), pack.definitions(), null, cases, pack.tables(), pack.schemas());

            List<Diagnostic> found = checker.check(alone, List.of());

            assertThat(found).extracting(Diagnostic::message).isEmpty();
        });
    }

    /** One for all cases of a pack: it compiles the same rules once. */
    private static PackCheck checker(Path folder) {
        Cases cases = new Cases(Examples.world(folder.resolve("cases")));
        return new PackCheck(
                new PackCheck.Setup((name, yaml) -> List.of(), (name, yaml) -> List.of(), cases, Duration.ofDays(7)));
    }
}
