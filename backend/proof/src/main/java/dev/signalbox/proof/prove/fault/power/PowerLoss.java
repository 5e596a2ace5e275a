package dev.signalbox.proof.prove.fault.power;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Takes from the files of a Redis that was just killed what a loss of power would have taken: everything behind the last
 * sync. The base file and the manifest stay: Redis writes them whole under another name, syncs and renames them.
 */
public final class PowerLoss {

    private static final String GROWING = ".incr.aof";

    private final Shim.Loadable shim;

    public PowerLoss(Shim.Loadable shim) {
        this.shim = shim;
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
        Path note = shim.notes().resolve(file.getFileName() + ".synced");
        return Files.exists(note) ? Long.parseLong(Files.readString(note).strip()) : 0;
    }
}
