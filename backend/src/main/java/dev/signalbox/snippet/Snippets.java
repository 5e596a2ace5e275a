package dev.signalbox.snippet;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What a sender can copy, for every way in which a source may be reached. */
public final class Snippets {

    private Snippets() {}

    /**
     * None where nobody but the sender has the key, and of a schedule, which nobody sends.
     *
     * @param source as the API shows it
     * @param ingestUrl where deliveries go, such as {@code http://127.0.0.1:8081}
     */
    public static List<Snippet> of(JsonNode source, String ingestUrl) {
        if (source.path("kind").asText().equals("redis-stream")) {
            return List.of(RedisLine.of(source));
        }
        if (source.path("preset").asText().equals("sns")
                || source.path("kind").asText().equals("schedule")) {
            return List.of();
        }
        if (source.path("kind").asText().equals("kafka")) {
            return List.of(KafkaLine.of(source));
        }
        if (source.path("kind").asText().equals("rabbitmq")) {
            return List.of(RabbitLine.of(source));
        }
        if (source.path("kind").asText().equals("sqs")) {
            return List.of(SqsLine.of(source));
        }
        Recipe recipe = Recipe.of(source, ingestUrl);
        return List.of(
                new Snippet("curl", "sh, with curl and openssl", CurlLine.of(recipe)),
                new Snippet("javascript", "node send.mjs (Node 18 or newer)", JavaScriptProgram.of(recipe)),
                new Snippet("python", "python3 send.py (standard library only)", PythonProgram.of(recipe)),
                new Snippet("java", "java Send.java (JDK 17 or newer)", JavaProgram.of(recipe)));
    }
}
