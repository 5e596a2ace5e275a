package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.signalbox.flow.process.Definitions;
import dev.signalbox.flow.process.Parsed;
import dev.signalbox.rulebook.CaseResult;
import dev.signalbox.rulebook.Cases;
import dev.signalbox.rulebook.Pack;
import dev.signalbox.rulebook.PackCheck;
import dev.signalbox.rulebook.Templates;
import dev.signalbox.rulebook.Templates.OfProcess;
import dev.signalbox.rulebook.Templates.OfRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each template is a text that can stand as it is: without a warning, and with a case that it passes. */
class TemplatesTest {

    private static final Templates TEMPLATES = Templates.read();
    private static final Pattern STARTS = Pattern.compile("hub\\.start\\( \"([^\"]+)\" \\)");
    private static final String HEAD = """
            package rules.example

            import dev.signalbox.event.Event
            import dev.signalbox.rules.Hub
            global Hub hub

            """;

    private static final PackCheck CHECK = new PackCheck(new PackCheck.Setup(
            (name, yaml) -> List.of(),
            (name, yaml) -> List.of(),
            new Cases(Examples.world(Path.of("templates"))),
            Duration.ofDays(7)));

    @TestFactory
    Stream<DynamicTest> a_rule_compiles_without_a_warning_and_passes_its_case() {
        return TEMPLATES.rules().stream().map(each -> dynamicTest(each.title(), () -> {
            Pack pack = pack(each);

            assertThat(CHECK.texts(pack, List.of())).isEmpty();
            assertThat(CHECK.cases(pack)).singleElement().satisfies(result -> {
                assertThat(result.differences()).isEmpty();
                assertThat(result.passed()).isTrue();
            });
        }));
    }

    @TestFactory
    Stream<DynamicTest> a_process_is_in_the_profile_under_the_name_of_its_template() {
        return TEMPLATES.processes().stream().map(each -> dynamicTest(each.title(), () -> {
            Parsed parsed = Definitions.parse(each.yaml());

            assertThat(parsed).isInstanceOf(Parsed.Valid.class);
            assertThat(((Parsed.Valid) parsed).warnings()).isEmpty();
            assertThat(((Parsed.Valid) parsed).definition().name()).isEqualTo(each.name());
        }));
    }

    @Test
    void all_rules_fit_into_one_pack() {
        Map<String, String> definitions = new HashMap<>();
        Map<String, String> cases = new HashMap<>();
        StringBuilder drl = new StringBuilder(HEAD);
        TEMPLATES.rules().forEach(each -> {
            definitions.putAll(pack(each).definitions());
            drl.append(each.drl()).append('\n');
            cases.put(each.name() + ".case.yaml", each.example());
        });
        Pack pack = new Pack("example", drl.toString(), definitions, null, cases);

        assertThat(CHECK.texts(pack, List.of())).isEmpty();
        assertThat(CHECK.cases(pack))
                .hasSameSizeAs(TEMPLATES.rules())
                .allSatisfy(result -> assertThat(result.differences()).isEmpty());
    }

    @Test
    void a_case_tells_when_its_rule_is_changed() {
        OfRule filter = TEMPLATES.rules().get(0);
        Pack pack = pack(filter);
        Pack changed = new Pack(
                pack.name(), pack.drl().replace("> 1000", "> 2000"), pack.definitions(), null, pack.cases());

        assertThat(CHECK.cases(changed)).singleElement().extracting(CaseResult::passed).isEqualTo(false);
    }

    @Test
    void each_says_what_it_is_for() {
        assertThat(TEMPLATES.rules()).extracting(OfRule::name).doesNotHaveDuplicates().hasSizeGreaterThan(6);
        assertThat(TEMPLATES.rules()).extracting(OfRule::about).allMatch(about -> about.length() > 30);
        assertThat(TEMPLATES.processes()).extracting(OfProcess::about).allMatch(about -> about.length() > 30);
    }

    private static Pack pack(OfRule template) {
        Map<String, String> definitions = new HashMap<>();
        STARTS.matcher(template.drl()).results().forEach(start -> definitions.put(start.group(1), ""));
        return new Pack(
                "example",
                HEAD + template.drl(),
                definitions,
                null,
                Map.of(template.name() + ".case.yaml", template.example()));
    }
}
