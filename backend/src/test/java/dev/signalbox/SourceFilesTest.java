package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a reader may rely on in every file of the repository. */
class SourceFilesTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> NOT_OURS =
            Set.of("target", "node_modules", "dist", ".git", "data", "test-results", ".svelte-kit");
    private static final Set<String> SOURCES = Set.of("java", "lua", "ts", "svelte", "drl");
    private static final Set<String> TEXTS = Set.of(
            "java",
            "lua",
            "ts",
            "svelte",
            "drl",
            "js",
            "json",
            "xml",
            "yaml",
            "yml",
            "md",
            "css",
            "html",
            "properties",
            "npmrc");
    private static final int MOST_LINES = 300;

    /* Put together from parts, so that this file does not find itself. */
    private static final Pattern PLACE_HOLDER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");
    private static final Pattern REGISTRY = Pattern.compile("https?://(registry\\.npm" + "js|registry\\.yarn"
            + "pkg|repo1?\\.maven|repo\\.maven\\.apache|local" + "host:\\d+/repository)");

    @Test
    void no_file_is_longer_than_300_lines() {
        List<String> tooLong = sources(SOURCES).stream()
                .filter(file -> !file.toString().endsWith(".d.ts"))
                .filter(file -> lines(file).size() > MOST_LINES)
                .map(file -> shown(file) + " has " + lines(file).size())
                .toList();

        assertThat(tooLong)
                .as("files over %s lines: part them along what they talk about", MOST_LINES)
                .isEmpty();
    }

    @Test
    void every_package_is_told_in_one_sentence() {
        Pattern javadoc = Pattern.compile("/\\*\\*\\s*(.*?)\\*/", Pattern.DOTALL);
        List<String> wrong = sources(Set.of("java")).stream()
                .filter(file -> file.endsWith("package-info.java"))
                .filter(file -> {
                    Matcher told = javadoc.matcher(text(file));
                    return !told.find()
                            || !isSentence(told.group(1)
                                    .replaceAll("\\s+\\*?\\s*", " ")
                                    .strip());
                })
                .map(SourceFilesTest::shown)
                .toList();

        assertThat(wrong)
                .as("package-info.java without exactly one sentence: what it is, what comes before and after")
                .isEmpty();
    }

    private static boolean isSentence(String text) {
        return text.endsWith(".") && !text.contains(". ");
    }

    @Test
    void every_package_has_its_sentence() {
        List<String> missing = sources(Set.of("java")).stream()
                .filter(file -> file.toString().contains("src/main/java"))
                .map(Path::getParent)
                .distinct()
                .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
                .map(SourceFilesTest::shown)
                .toList();

        assertThat(missing).as("packages without package-info.java").isEmpty();
    }

    @Test
    void nothing_is_left_for_later() {
        assertThat(holding(SOURCES, PLACE_HOLDER))
                .as("do it, or open an issue and take the note out")
                .isEmpty();
    }

    @Test
    void no_file_names_a_registry() {
        assertThat(holding(TEXTS, REGISTRY))
                .as("where packages come from is a matter of the machine; remove \"resolved\" lines with"
                        + " npm config omit-lockfile-registry-resolved=true")
                .isEmpty();
    }

    private static List<String> holding(Set<String> endings, Pattern pattern) {
        List<String> found = new ArrayList<>();
        for (Path file : sources(endings)) {
            List<String> lines = lines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (pattern.matcher(lines.get(i)).find()) {
                    found.add(shown(file) + " line " + (i + 1) + ": "
                            + lines.get(i).strip());
                }
            }
        }
        return found;
    }

    private static List<Path> sources(Set<String> endings) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return NOT_OURS.contains(folder.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    String name = file.getFileName().toString();
                    if (endings.contains(name.substring(name.lastIndexOf('.') + 1))) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static List<String> lines(Path file) {
        return text(file).lines().toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static String shown(Path file) {
        return ROOT.relativize(file).toString();
    }
}
