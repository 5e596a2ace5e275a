package dev.signalbox.flow.job;

import dev.signalbox.flow.process.State;
import dev.signalbox.flow.task.Wanted;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which instances that have not ended, or have failed; a null lets all pass.
 *
 * @param before when they were started, milliseconds since the epoch
 */
public record Runs(
        @Nullable String definition,
        @Nullable State state,
        @Nullable String key,
        long before) {

    private static final List<State> OPEN = List.of(State.RUNNING, State.WAITING, State.RETRYING, State.FAILED);

    /** One question for each state, since the indexes are by state. */
    List<Wanted> questions() {
        return (state == null ? OPEN.stream() : Stream.of(state).filter(OPEN::contains))
                .map(each -> new Wanted(definition, null, each, key, null, null))
                .toList();
    }
}
