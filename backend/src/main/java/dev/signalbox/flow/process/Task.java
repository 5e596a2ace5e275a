package dev.signalbox.flow.process;

import dev.signalbox.jq.Query;
import org.jspecify.annotations.Nullable;

/**
 * One task of a definition, compiled.
 *
 * @param path JSON pointer, such as {@code /do/0/notify}
 * @param sequence path of the sequence that it stands in
 * @param index its place in that sequence
 */
record Task(String name, String path, String sequence, int index, Frame frame, Action action) {

    /**
     * What every kind of task may have around it.
     *
     * @param condition {@code if}
     * @param from {@code input.from}
     * @param as {@code output.as}
     * @param export {@code export.as}
     * @param timeout {@code timeout.after}
     * @param checks {@code input.schema}, {@code output.schema}, {@code export.schema}
     * @param compensation {@code x-signalbox: compensate}: undoes what the task has done
     * @param then where to go on: continue, exit, end, or the name of a task of the same sequence
     */
    record Frame(
            @Nullable Query condition,
            @Nullable Template from,
            @Nullable Template as,
            @Nullable Template export,
            @Nullable Span timeout,
            Checks checks,
            @Nullable Sequence compensation,
            String then) {}
}
