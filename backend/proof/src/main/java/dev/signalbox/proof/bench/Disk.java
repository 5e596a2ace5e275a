package dev.signalbox.proof.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The limit of any journal that is on disk before it answers: a loop of append and fdatasync. */
final class Disk {

    private static final int ATTRIBUTES = 250;

    private Disk() {}

    /** @param events that one sync makes durable */
    record Syncs(double perSecond, int events) {

        double eventsPerSecond() {
            return perSecond * events;
        }
    }

    /** @param size bytes of an event's body */
    static Syncs measure(Path folder, int events, int size, double seconds) throws IOException {
        Path file = folder.resolve("syncs");
        ByteBuffer group = ByteBuffer.allocateDirect(events * (size + ATTRIBUTES));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long start = System.nanoTime();
            long end = start + (long) (seconds * 1e9);
            long count = 0;
            while (System.nanoTime() < end) {
                group.clear();
                while (group.hasRemaining()) {
                    channel.write(group);
                }
                channel.force(false);
                count++;
            }
            return new Syncs(count * 1e9 / (System.nanoTime() - start), events);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
