package dev.signalbox.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * One pack in the folder of the demo. Beside it stands what was there when the hub loaded it, as two lines: a digest of the
 * program's pack, and one of the copy. Where the world is makes no difference to them: the hub is told that in another way.
 */
final class PackCopy {

    private final Path folder;
    private final Addresses addresses;
    private String program = "";

    PackCopy(Path folder, Addresses addresses) {
        this.folder = folder;
        this.addresses = addresses;
    }

    Path folder() {
        return folder;
    }

    /**
     * Takes what the program has, unless the copy was edited by hand since it was loaded. Whether the hub has still to load
     * it; one that differs from what is active there becomes a draft.
     */
    boolean update(Path from) throws IOException {
        program = digest(from);
        List<String> loaded = Files.exists(marker()) ? Files.readAllLines(marker()) : List.of("", "");
        boolean edited = Files.exists(marker()) && !digest(folder).equals(loaded.get(1));
        boolean newer = !program.equals(loaded.get(0));
        if (newer && !edited) {
            Files.deleteIfExists(marker());
            clear();
            write(from);
        } else if (addresses.moved()) {
            write(folder);
        }
        return newer || edited;
    }

    private Path marker() {
        return folder.resolveSibling(folder.getFileName() + ".loaded");
    }

    /** What the program's pack has no longer must not stay. */
    private void clear() throws IOException {
        if (Files.isDirectory(folder)) {
            for (Path file : files(folder)) {
                Files.delete(file);
            }
        }
    }

    private void write(Path from) throws IOException {
        for (Path file : files(from)) {
            Path to = folder.resolve(from.relativize(file).toString());
            Files.createDirectories(to.getParent());
            Files.writeString(to, addresses.present(Files.readString(file)));
        }
    }

    private static List<Path> files(Path from) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private String digest(Path from) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files(from)) {
                digest.update((from.relativize(file) + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(addresses.standard(Files.readString(file)).getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The hub has it now; from here on it is its own. */
    void loaded() {
        try {
            Files.write(marker(), List.of(program, digest(folder)));
        } catch (IOException e) {
            throw new UncheckedIOException("the demo cannot note that the hub has loaded " + folder, e);
        }
    }
}
