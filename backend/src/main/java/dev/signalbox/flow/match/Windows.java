package dev.signalbox.flow.match;

import dev.signalbox.flow.match.Element.Look;
import dev.signalbox.flow.match.Explanation.Window;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.model.WindowDefinition;
import org.drools.model.constraints.TemporalConstraint;
import org.jspecify.annotations.Nullable;

/** What a pattern sees through a window, and when the window closes. */
final class Windows {

    private static final Pattern BRACKETS = Pattern.compile("\\w+\\s*\\[[^\\]]*]");

    private Windows() {}

    /** The facts of a pattern's type that its window shows, the newest first. */
    static List<Object> seen(Look look, Scene scene) {
        List<Object> facts = scene.of(look.self().getType());
        WindowDefinition window = look.window();
        if (window == null) {
            return facts;
        }
        return window.getType() == WindowDefinition.Type.TIME
                ? facts.stream()
                        .filter(fact -> scene.time(fact) + window.getValue() > scene.now())
                        .toList()
                : facts.stream()
                        .filter(fact -> alone(look, fact, scene))
                        .limit(window.getValue())
                        .toList();
    }

    /** A window of a number of events counts those that the pattern would take by themselves. */
    private static boolean alone(Look look, Object fact, Scene scene) {
        Tuple tuple = Tuple.EMPTY.with(look, fact);
        return look.checks().stream()
                .filter(check -> check.isAlone(look.self(), look.bindings()))
                .allMatch(check -> check.test(tuple, scene).held());
    }

    /**
     * The window of a pattern as a reader sees it; null when it has none.
     *
     * @param oldest time of the oldest event that is counted, milliseconds since the epoch; 0 for none
     */
    static @Nullable Window of(Look look, long oldest) {
        WindowDefinition window = look.window();
        if (window != null) {
            boolean time = window.getType() == WindowDefinition.Type.TIME;
            String size = time ? Spans.text(window.getValue()) : Long.toString(window.getValue());
            return new Window(
                    time ? "over window:time(" + size + ")" : "over window:length(" + size + ")",
                    time && oldest > 0 ? (Long) (oldest + window.getValue()) : null);
        }
        for (Check check : look.checks()) {
            long span = span(check);
            if (span > 0) {
                Matcher text = BRACKETS.matcher(check.shape().text());
                return new Window(
                        text.find() ? text.group() : check.shape().text(), oldest > 0 ? (Long) (oldest + span) : null);
            }
        }
        return null;
    }

    /** How far a pattern looks; 0 for without an end. */
    static long span(Look look) {
        WindowDefinition window = look.window();
        return window == null
                ? look.checks().stream().mapToLong(Windows::span).max().orElse(0)
                : window.getType() == WindowDefinition.Type.TIME ? window.getValue() : 0;
    }

    private static long span(Check check) {
        if (!(check.compiled() instanceof TemporalConstraint<?> temporal)
                || temporal.getTemporalPredicate().isNegated()) {
            return 0;
        }
        var interval = Prompt.interval(temporal.getTemporalPredicate());
        long span = Math.max(Math.abs(interval.getLowerBound()), Math.abs(interval.getUpperBound()));
        return span == Long.MAX_VALUE || span < 0 ? 0 : span;
    }
}
