package dev.signalbox.proof.shim;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Takes from the files of a Redis that was just killed what a loss of power would have taken: everything behind the last
 * sync. The base file and the manifest stay: Redis writes them whole under another name, syncs and renames them.
 */
public final class PowerLoss {

    private static final String GROWING = ".incr.aof";

    private final Shim.Loadable shim;
    private final Path notes;

    private PowerLoss(Shim.Loadable shim, Path notes) {
        this.shim = shim;
        this.notes = notes;
    }

    /** Whether a Redis can be prepared for it. */
    public sealed interface Outcome {

        record Ready(PowerLoss loss) implements Outcome {}

        /**
         * It cannot.
         *
         * @param why in words: what is missing, and what would help
         */
        record Impossible(String why) implements Outcome {}
    }

    /**
     * Makes what it takes, and tries that on the redis-server that is to be used.
     *
     * @param folder of the run
     */
    public static Outcome prepare(Path folder, Path redis) throws IOException, InterruptedException {
        Path notes = Files.createDirectories(folder.resolve("synced")).toAbsolutePath();
        Shim made = Shim.make(Shim.SYNCED, notes);
        if (made instanceof Shim.Loadable loadable) {
            return loads(loadable, notes, redis)
                    ? new Outcome.Ready(new PowerLoss(loadable, notes))
                    : new Outcome.Impossible(redis + " is linked statically or does not load a library;"
                            + " use the redis-server of the distribution");
        }
        return new Outcome.Impossible(((Shim.Absent) made).why());
    }

    /** A program that is linked statically loads nothing. */
    private static boolean loads(Shim.Loadable shim, Path notes, Path redis) throws IOException, InterruptedException {
        Path mark = notes.resolve("mark");
        Files.deleteIfExists(mark);
        Shim.Ran ran = Shim.Ran.of(shim.environment("PROVE_SYNCED_MARK", mark), List.of(redis.toString(), "--version"));
        return ran.code() == 0 && Files.exists(mark);
    }

    /** With this the Redis is to be started. */
    public Map<String, String> environment() {
        return shim.environment("PROVE_SYNCED", notes);
    }

    /** Whether a process was started with it. */
    public boolean isLoaded(long pid) throws IOException {
        return Files.readString(Path.of("/proc/" + pid + "/maps"))
                .contains(shim.library().toString());
    }

    /**
     * What became of one file.
     *
     * @param written its size when Redis was killed
     * @param synced what is left of it
     */
    public record Torn(String file, long written, long synced) {

        public long lost() {
            return written - synced;
        }
    }

    /** @param data folder of the Redis, which must not run */
    public List<Torn> strike(Path data) throws IOException {
        List<Torn> all = new ArrayList<>();
        for (Path file : growing(data)) {
            all.add(tear(file));
        }
        if (all.isEmpty()) {
            throw new IOException("there is no file *" + GROWING + " under " + data);
        }
        return all;
    }

    private static List<Path> growing(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(file -> file.toString().endsWith(GROWING))
                    .sorted()
                    .toList();
        }
    }

    private Torn tear(Path file) throws IOException {
        long written = Files.size(file);
        long synced = synced(file);
        if (synced > written) {
            throw new IOException(file + " has " + written + " bytes, but " + synced + " were noted as synced");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            FileChannel unusedChannel = channel.truncate(synced);
        }
        return new Torn(String.valueOf(file.getFileName()), written, synced);
    }

    /** A file that was never synced has nothing on disk. */
    private long synced(Path file) throws IOException {
        Path note = notes.resolve(file.getFileName() + ".synced");
        return Files.exists(note) ? Long.parseLong(Files.readString(note).strip()) : 0;
    }
}
