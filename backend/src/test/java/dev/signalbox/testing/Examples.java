package dev.signalbox.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Real payloads of GitHub's webhooks, from the development dependency {@code @octokit/webhooks-examples}. */
public final class Examples {

    private static final Path FILE =
            Path.of("..", "webui", "node_modules", "@octokit", "webhooks-examples", "api.github.com", "index.json");

    /** One delivery as GitHub would send it. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares examples
    public record Example(String event, byte[] body) {}

    private Examples() {}

    /** Whether the web UI's development dependencies are installed; on CI they must be. */
    public static boolean present() {
        if (Files.exists(FILE)) {
            return true;
        }
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError(FILE + " is missing: Node 20.19 or newer is needed where nothing may be skipped");
        }
        return false;
    }

    /** All different payloads. */
    public static List<Example> all() {
        try {
            List<Example> examples = new ArrayList<>();
            for (JsonNode event : new ObjectMapper().readTree(FILE.toFile())) {
                for (JsonNode example : event.path("examples")) {
                    examples.add(new Example(
                            event.path("name").asText(), example.toString().getBytes(StandardCharsets.UTF_8)));
                }
            }
            return examples;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
