package dev.signalbox.demo;

import dev.signalbox.config.ExitCode;
import dev.signalbox.config.StartRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One demo per folder: a lock that dies with its process. The hub in the folder has one of its own. */
final class Hold {

    private static final String FILE = "demo.lock";

    private final FileChannel channel;

    private Hold(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws StartRefused when another demo holds it */
    static Hold of(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isTaken(channel)) {
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new Hold(channel);
        }
        channel.close();
        throw new StartRefused(
                ExitCode.LOCKED,
                "another demo (pid " + Files.readString(file) + ") runs in " + folder
                        + ": end it with Ctrl-C, or give this one another folder with --data");
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }

    static boolean isOf(Path file) {
        return file.endsWith(FILE);
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
