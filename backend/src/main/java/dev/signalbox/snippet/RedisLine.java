package dev.signalbox.snippet;

import com.fasterxml.jackson.databind.JsonNode;

/** An entry for a stream. */
final class RedisLine {

    private RedisLine() {}

    static Snippet of(JsonNode source) {
        String url = source.path("url").asText("$REDIS_URL");
        String text = """
                # %s
                id="hello-$(date +%%s)-$$"
                redis-cli -u "%s" XADD %s '*' data %s
                """.formatted(
                source.has("url")
                        ? "The stream that the source " + source.path("name").asText() + " reads."
                        : "REDIS_URL is the hub's own Redis: the value of --redis.",
                url,
                Shell.word(source.path("stream").asText()),
                Shell.body(Body.of(source, false).toString()));
        return new Snippet("redis", "sh, with redis-cli", text);
    }
}
