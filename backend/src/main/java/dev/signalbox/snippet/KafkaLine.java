package dev.signalbox.snippet;

import com.fasterxml.jackson.databind.JsonNode;

/** A message for a topic. */
final class KafkaLine {

    private static final String LOGIN = "# what your broker asks of a producer stands in client.properties\n";

    private KafkaLine() {}

    static Snippet of(JsonNode source) {
        boolean open = !source.has("user") && !source.path("tls").asBoolean();
        String text = """
                id="hello-$(date +%%s)-$$"
                printf '%%s\\n' %s |
                  kafka-console-producer.sh --bootstrap-server %s --topic %s%s
                """.formatted(
                        Shell.body(Body.of(source, false).toString()),
                        Shell.word(source.path("servers").path(0).asText()),
                        Shell.word(source.path("topics").path(0).asText()),
                        open ? "" : " --producer.config client.properties");
        return new Snippet("kafka", "sh, with the tools of Kafka", open ? text : LOGIN + text);
    }
}
