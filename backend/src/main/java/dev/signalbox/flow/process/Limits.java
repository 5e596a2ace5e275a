package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * {@code x-signalbox} of a whole definition: how many of its instances with the same business key run at once, and how often
 * one begins. One of the two may be missing.
 */
public record Limits(
        @Nullable Concurrency concurrency, @Nullable Rate rate) {

    /** Where limits stand in a definition. */
    static final String POINTER = "/x-signalbox";

    /** What becomes of a start while as many as may are running. */
    public enum OnLimit {
        QUEUE("queue", "others queue"),
        SKIP("skip", "others are skipped"),
        CANCEL_OLDEST("cancel-oldest", "another one cancels the oldest");

        private final String word;
        private final String others;

        OnLimit(String word, String others) {
            this.word = word;
            this.others = others;
        }

        static OnLimit of(String word) {
            return Arrays.stream(values())
                    .filter(each -> each.word.equals(word))
                    .findFirst()
                    .orElse(QUEUE);
        }
    }

    /** @param limit how many may have begun and not ended */
    public record Concurrency(int limit, OnLimit onLimit) {}

    /**
     * @param limit how many begin within any such time
     * @param per milliseconds
     */
    public record Rate(int limit, long per) {

        /** Its time, as a definition says it. */
        String time() {
            return Duration.ofMillis(per).toString();
        }
    }

    /** Null when the definition has none. */
    static @Nullable Limits of(Source source, Problems problems) {
        JsonNode concurrency = source.at(POINTER + "/concurrency");
        JsonNode rate = source.at(POINTER + "/rateLimit");
        if (concurrency.isMissingNode() && rate.isMissingNode()) {
            return null;
        }
        return new Limits(
                concurrency.isMissingNode()
                        ? null
                        : new Concurrency(
                                concurrency.path("limit").asInt(),
                                OnLimit.of(concurrency.path("onLimit").asText())),
                rate.isMissingNode() ? null : rate(rate, source, problems));
    }

    private static Rate rate(JsonNode rate, Source source, Problems problems) {
        Long per = Span.millis(rate.path("per"));
        if (per == null || per == 0) {
            problems.error(
                    source.value(POINTER + "/rateLimit/per"),
                    "wrong-value",
                    "`per` must be a duration of more than nothing and at most 366 days, not " + rate.path("per"),
                    "write one such as PT1M, or {minutes: 1}; expressions are not evaluated here");
        }
        return new Rate(rate.path("limit").asInt(), Objects.requireNonNullElse(per, 1L));
    }

    /** One line for people, such as {@code 1 at a time for each key, others queue}. */
    public String words() {
        StringJoiner words = new StringJoiner("; ");
        if (concurrency != null) {
            words.add(concurrency.limit() + " at a time for each key, " + concurrency.onLimit().others);
        }
        if (rate != null) {
            words.add("at most " + rate.limit() + " begin within " + rate.time() + " for each key");
        }
        return words.toString();
    }
}
