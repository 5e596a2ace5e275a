package dev.signalbox.rulebook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A pack as files: {@code rules/<pack>/{rules.drl, *.process.yaml, sources.yaml}}, and its folders {@code cases},
 * {@code tables} and {@code schemas}.
 */
public final class PackFolder {

    private static final String RULES = "rules.drl";
    private static final String PROCESS = ".process.yaml";

    private PackFolder() {}

    /** The folder itself when it is a pack, else the packs that it holds, by name; itself again when it holds none. */
    public static List<Path> in(Path folder) throws IOException {
        if (Files.isRegularFile(folder.resolve(RULES))) {
            return List.of(folder);
        }
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> packs = all.filter(path -> Files.isRegularFile(path.resolve(RULES)))
                    .sorted()
                    .toList();
            return packs.isEmpty() ? List.of(folder) : packs;
        }
    }

    /**
     * The pack that stands in a folder, under the folder's name.
     *
     * @throws IOException when it cannot be read, or holds no rules.drl
     */
    public static Pack read(Path folder) throws IOException {
        Path rules = folder.resolve(RULES);
        if (!Files.isRegularFile(rules)) {
            throw new IOException("no pack in " + folder + ": a pack is a folder with a file rules.drl");
        }
        Path sources = folder.resolve("sources.yaml");
        return new Pack(
                folder.toAbsolutePath().normalize().getFileName().toString(),
                Files.readString(rules),
                named(files(folder, PROCESS), PROCESS),
                Files.isRegularFile(sources) ? Files.readString(sources) : null,
                files(folder.resolve("cases"), ".case.yaml"),
                named(files(folder.resolve(Tables.FOLDER), Tables.CSV), Tables.CSV),
                named(files(folder.resolve(Schemas.FOLDER), Schemas.ENDING), Schemas.ENDING));
    }

    private static Map<String, String> named(Map<String, String> files, String ending) {
        Map<String, String> named = new TreeMap<>();
        files.forEach((name, text) -> named.put(name.substring(0, name.length() - ending.length()), text));
        return named;
    }

    private static Map<String, String> files(Path folder, String ending) throws IOException {
        Map<String, String> files = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return files;
        }
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> found =
                    all.filter(path -> path.toString().endsWith(ending)).toList();
            for (Path path : found) {
                files.put(path.getFileName().toString(), Files.readString(path));
            }
        }
        return files;
    }
}
