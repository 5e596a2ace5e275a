package dev.signalbox.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Takes from a folder what a loss of power would have taken, after the program that writes there has ended: what of a file was
 * never synced, and whole files whose name came into their folder after that was last synced. A file that was renamed or
 * deleted since does not come back, which a real loss of power may do.
 */
public final class PowerLoss {

    private static final String SOURCE = "power.c";

    private final Path folder;
    private final Path library;
    private final Path notes;

    private PowerLoss(Path folder, Path library, Path notes) {
        this.folder = folder;
        this.library = library;
        this.notes = notes;
    }

    /**
     * Skips the test by name where there is no C compiler; on CI that is a failure.
     *
     * @param folder that is struck; the program may make it
     * @param scratch another folder
     */
    public static PowerLoss of(Path folder, Path scratch) throws IOException {
        Programs.need("gcc");
        Path source = scratch.resolve(SOURCE);
        try (InputStream in = PowerLoss.class.getResourceAsStream(SOURCE)) {
            Files.write(source, in.readAllBytes());
        }
        Path library = scratch.resolve("power.so").toAbsolutePath();
        Process gcc = new ProcessBuilder(
                        "gcc", "-O2", "-shared", "-fPIC", "-o", library.toString(), source.toString(), "-ldl")
                .inheritIO()
                .start();
        if (gcc.onExit().join().exitValue() != 0) {
            throw new IllegalStateException("gcc does not compile " + source);
        }
        return new PowerLoss(
                folder.toAbsolutePath(), library, scratch.resolve("notes").toAbsolutePath());
    }

    /** With this the program is to be started. */
    public Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD", library.toString(), "POWER_FOLDER", folder.toString(), "POWER_NOTES", notes.toString());
    }

    /** What was on disk. */
    private record Disk(Map<Long, Long> sizes, Map<Path, Set<String>> entries) {

        static Disk read(Path notes) throws IOException {
            Disk disk = new Disk(new HashMap<>(), new HashMap<>());
            Set<String> names = new HashSet<>();
            for (String line : Files.readAllLines(notes)) {
                String rest = line.substring(2);
                switch (line.charAt(0)) {
                    case 'F' -> {
                        int space = rest.indexOf(' ');
                        disk.sizes.put(Long.valueOf(rest.substring(0, space)), Long.valueOf(rest.substring(space + 1)));
                    }
                    case 'D' -> {
                        names = new HashSet<>();
                        disk.entries.put(Path.of(rest), names);
                    }
                    default -> names.add(rest);
                }
            }
            return disk;
        }
    }

    /** How many bytes were lost. */
    public long strike() throws IOException {
        Disk disk = Disk.read(notes);
        long lost = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                lost += strike(file, disk);
            }
        }
        return lost;
    }

    private static long strike(Path file, Disk disk) throws IOException {
        long size = Files.size(file);
        Set<String> names = disk.entries().getOrDefault(file.getParent(), Set.of());
        if (!names.contains(file.getFileName().toString())) {
            Files.delete(file);
            return size;
        }
        long synced = disk.sizes().getOrDefault((Long) inode(file), 0L);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(Math.min(size, synced));
        }
        return size - Math.min(size, synced);
    }

    private static long inode(Path file) {
        try {
            return ((Number) Files.getAttribute(file, "unix:ino")).longValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
