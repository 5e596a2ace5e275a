package dev.signalbox.snippet;

import com.fasterxml.jackson.databind.JsonNode;

/** A message for a queue. */
final class RabbitLine {

    private RabbitLine() {}

    static Snippet of(JsonNode source) {
        String text = """
                id="hello-$(date +%%s)-$$"
                rabbitmqadmin --vhost=%s publish exchange=amq.default routing_key=%s \\
                  properties="{\\"message_id\\":\\"$id\\",\\"delivery_mode\\":2}" payload=%s
                """.formatted(
                        Shell.word(source.path("vhost").asText()),
                        Shell.word(source.path("queue").asText()),
                        Shell.body(Body.of(source, false).toString()));
        return new Snippet("rabbitmq", "sh, with rabbitmqadmin of the management plugin", text);
    }
}
