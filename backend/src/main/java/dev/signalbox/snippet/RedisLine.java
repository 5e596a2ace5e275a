package dev.signalbox.snippet;

import com.fasterxml.jackson.databind.JsonNode;

/** An entry for a stream. */
final class RedisLine {

    private static final String OWN = """
            # REDIS_URL is the hub's own Redis: what --redis says. Of the embedded one, in the folder above data:
            # export REDIS_URL="redis://signalbox:$(cat data/redis/password)@127.0.0.1:$(cat data/redis/port)"
            """;

    private RedisLine() {}

    static Snippet of(JsonNode source) {
        String text = """
                id="hello-$(date +%%s)-$$"
                redis-cli -u "%s" XADD %s MAXLEN '~' 100000 '*' data %s
                """.formatted(
                        source.path("url").asText("$REDIS_URL"),
                        Shell.word(source.path("stream").asText()),
                        Shell.body(Body.of(source, false).toString()));
        return new Snippet("redis", "sh, with redis-cli", source.has("url") ? text : OWN + text);
    }
}
