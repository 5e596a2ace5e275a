package dev.signalbox.backtest;

import dev.signalbox.flow.match.Intention;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one side made of a moment.
 *
 * @param matched rules that fired, as {@code pack/rule}
 * @param others what was emitted, cancelled and alerted
 * @param fault why nothing came of it; null when it was decided
 */
public record Version(
        List<String> matched,
        List<Started> starts,
        List<Intention> others,
        @Nullable String fault) {

    static final Version NOTHING = new Version(List.of(), List.of(), List.of(), null);

    boolean isNothing() {
        return matched.isEmpty() && starts.isEmpty() && others.isEmpty() && fault == null;
    }
}
