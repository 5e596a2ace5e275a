package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.signalbox.words.Hint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles retry policies and durations. */
final class Retries {

    private final Source source;
    private final Problems problems;
    private final Texts texts;

    Retries(Source source, Problems problems, Texts texts) {
        this.source = source;
        this.problems = problems;
        this.texts = texts;
    }

    /** A policy that stands at the pointer, or that is named there. */
    Retry retry(String pointer, Set<String> known) {
        return policy(named(pointer, "retries", "unknown-retry"), known);
    }

    /** How long a task may take, as it stands at the pointer or is named there; null where nothing is said. */
    @Nullable
    Span timeout(String pointer, Set<String> known) {
        return source.at(pointer).isMissingNode()
                ? null
                : span(named(pointer, "timeouts", "unknown-timeout") + "/after", known);
    }

    /** Where what is named stands, or the pointer itself. */
    private String named(String pointer, String reusables, String code) {
        JsonNode node = source.at(pointer);
        if (!node.isTextual()) {
            return pointer;
        }
        String named = Source.under("/use/" + reusables, node.textValue());
        if (!source.at(named).isObject()) {
            List<String> names = new ArrayList<>();
            source.at("/use/" + reusables).fieldNames().forEachRemaining(names::add);
            problems.error(
                    source.value(pointer),
                    code,
                    "`use." + reusables + "` has no \"" + node.textValue() + '"',
                    Hint.of(node.textValue(), names));
        }
        return named;
    }

    private Retry policy(String pointer, Set<String> known) {
        Set<String> inside = new HashSet<>(known);
        inside.add("error");
        JsonNode policy = source.at(pointer);
        return new Retry(
                texts.condition(pointer + "/when", inside),
                texts.condition(pointer + "/exceptWhen", inside),
                policy.has("delay") ? span(pointer + "/delay", inside) : null,
                backoff(policy.path("backoff")),
                policy.has("jitter") ? jitter(pointer + "/jitter") : null,
                policy.at("/limit/attempt/count").asInt(-1),
                policy.at("/limit").has("duration") ? constant(pointer + "/limit/duration") : -1);
    }

    private static Retry.Backoff backoff(JsonNode backoff) {
        return backoff.isEmpty()
                ? Retry.Backoff.CONSTANT
                : Retry.Backoff.valueOf(backoff.fieldNames().next().toUpperCase(Locale.ROOT));
    }

    private Retry.@Nullable Jitter jitter(String pointer) {
        long from = constant(pointer + "/from");
        long to = constant(pointer + "/to");
        if (from > to) {
            problems.error(source.value(pointer + "/to"), "jitter", "`to` is less than `from`", null);
            return null;
        }
        return new Retry.Jitter(from, to);
    }

    /** A duration that may be an expression. */
    Span span(String pointer, Set<String> known) {
        Template template = texts.value(pointer, known);
        if (template instanceof Template.Computed) {
            return new Span(template);
        }
        return new Span(
                new Template.Fixed(JsonNodeFactory.instance.objectNode().put("milliseconds", constant(pointer))));
    }

    private long constant(String pointer) {
        Long millis = Span.millis(source.at(pointer));
        if (millis == null) {
            problems.error(
                    source.value(pointer),
                    "duration",
                    "not a duration of at most 366 days",
                    "ISO 8601 such as PT2S, or an object such as {seconds: 2}");
            return 0;
        }
        return millis;
    }
}
