package dev.signalbox.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Programs of the machine that some tests need. */
public final class Programs {

    private Programs() {}

    /**
     * Skips the test by name where the program is missing; on CI that is a failure.
     *
     * @param elsewhere folders where it may be, beside those of the path
     */
    public static void need(String program, Path... elsewhere) {
        boolean there = Stream.concat(
                        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                                .map(Path::of),
                        Stream.of(elsewhere))
                .anyMatch(folder -> Files.isExecutable(folder.resolve(program)));
        if (!there && "true".equals(System.getenv("CI"))) {
            throw new AssertionError(program + " is not installed, and with CI=true nothing may be skipped");
        }
        Assumptions.assumeTrue(there, "skipped: " + program + " is not installed");
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
