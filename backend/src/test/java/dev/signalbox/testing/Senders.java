package dev.signalbox.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** The senders' own libraries: programs of {@code webui/senders} that write what a sender would send, as JSON. */
public final class Senders {

    private static final Path FOLDER = Path.of("..", "webui", "senders");

    private Senders() {}

    /** Skips where the libraries are not installed, which the checks of the web UI do; on CI that is a failure. */
    public static JsonNode write(String program) throws IOException, InterruptedException {
        Programs.need("node");
        boolean there = Files.exists(FOLDER.resolve("node_modules").resolve("stripe"));
        if (!there && "true".equals(System.getenv("CI"))) {
            throw new AssertionError(FOLDER + " is not installed: run npm ci in it");
        }
        Assumptions.assumeTrue(there, "skipped: the libraries of " + FOLDER + " are not installed");
        Path out = Files.createTempFile("senders", ".json");
        try {
            Process node = new ProcessBuilder("node", program)
                    .directory(FOLDER.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .redirectOutput(out.toFile())
                    .start();
            if (!node.waitFor(60, TimeUnit.SECONDS) || node.exitValue() != 0) {
                node.destroyForcibly();
                throw new AssertionError(program + " did not write its table");
            }
            return new ObjectMapper().readTree(out.toFile());
        } finally {
            Files.delete(out);
        }
    }
}
