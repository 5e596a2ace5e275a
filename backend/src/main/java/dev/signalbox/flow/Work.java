package dev.signalbox.flow;

import dev.signalbox.failpoint.Failpoint;
import dev.signalbox.failpoint.Failpoints;
import dev.signalbox.flow.journal.Write;
import dev.signalbox.flow.process.Command;
import dev.signalbox.flow.process.Effect;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.process.Limits;
import dev.signalbox.flow.process.State;
import dev.signalbox.trace.Moment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What handling one entry, outcome or timer came to: writes for the commit, and what is done and told once the commit is
 * there.
 */
final class Work {

    private final List<Write> writes = new ArrayList<>();
    private final List<Moment> moments = new ArrayList<>();
    private final List<Outbox.Row> rows = new ArrayList<>();
    private final List<Changed> changed = new ArrayList<>();
    private final Deque<Runnable> undoing = new ArrayDeque<>();
    private @Nullable Failpoint passed;

    /**
     * A new state of an instance.
     *
     * @param end what the task that waits for it is told; null as long as it goes on, or when none waits
     * @param fresh the key that must be absent, for a start; null for a transition of a known instance
     * @param limits of its process; null for none
     */
    record Changed(
            Instance instance,
            List<Effect> effects,
            List<Write> writes,
            List<Outbox.Row> rows,
            List<Moment> moments,
            @Nullable Command end,
            @Nullable String fresh,
            @Nullable Limits limits) {

        /** About how much there is to be written. */
        int characters() {
            int sum = 0;
            for (Write write : writes) {
                sum += write instanceof Write.Line line ? line.text().length() : 0;
                Map<String, String> fields = write instanceof Write.Put put
                        ? put.fields()
                        : write instanceof Write.Append append ? append.fields() : Map.of();
                for (String value : fields.values()) {
                    sum += value.length();
                }
            }
            return sum;
        }
    }

    /** The work of one transition. */
    static Work of(Changed change) {
        Work work = new Work();
        work.change(change);
        return work;
    }

    /** The same, which passes a failpoint once it is committed. */
    Work passing(Failpoint point) {
        passed = point;
        return this;
    }

    /** The work of one write. */
    static Work of(Write write) {
        Work work = new Work();
        work.write(write);
        return work;
    }

    void write(Write write) {
        writes.add(write);
    }

    void tell(Moment moment) {
        moments.add(moment);
    }

    void send(Outbox.Row row) {
        rows.add(row);
    }

    void change(Changed change) {
        changed.add(change);
    }

    /** How to take back something that was noted in memory, should the work come to nothing. */
    void undoing(Runnable action) {
        undoing.push(action);
    }

    /** It comes to nothing: what was noted is taken back, the last first. */
    void undo() {
        undoing.forEach(Runnable::run);
        undoing.clear();
    }

    /** Becomes a part of this work. */
    void add(Work part) {
        writes.addAll(part.writes);
        moments.addAll(part.moments);
        rows.addAll(part.rows);
        changed.addAll(part.changed);
        part.undoing.descendingIterator().forEachRemaining(undoing::push);
    }

    /** Forgets what would start instances whose keys exist. */
    void drop(Set<String> existing) {
        changed.removeIf(change -> change.fresh() != null && existing.contains(change.fresh()));
    }

    boolean isEmpty() {
        return writes.isEmpty() && moments.isEmpty() && rows.isEmpty() && changed.isEmpty();
    }

    /** Called when it is committed, before anything follows from it. */
    void pass(Failpoints failpoints) {
        if (passed != null) {
            failpoints.pass(passed);
        }
        if (changed.stream().anyMatch(change -> change.instance().state() == State.FAILED)) {
            failpoints.pass(Failpoint.DLQ_AFTER_MOVE);
        }
    }

    /** Whether nothing is to be done once it is committed. */
    boolean isQuiet() {
        return rows.isEmpty() && changed.isEmpty();
    }

    List<Changed> changed() {
        return changed;
    }

    List<Outbox.Row> rows() {
        return with(rows, Changed::rows);
    }

    List<String> absent() {
        return changed.stream()
                .map(Changed::fresh)
                .filter(fresh -> fresh != null)
                .map(String::valueOf)
                .toList();
    }

    List<Write> writes() {
        return with(writes, Changed::writes);
    }

    List<Moment> moments() {
        return with(moments, Changed::moments);
    }

    /** What is of the work itself, then what its changes bring. */
    private <T> List<T> with(List<T> own, Function<Changed, List<T>> brought) {
        if (changed.isEmpty()) {
            return Collections.unmodifiableList(own);
        }
        List<T> all = new ArrayList<>(own);
        changed.forEach(change -> all.addAll(brought.apply(change)));
        return all;
    }
}
