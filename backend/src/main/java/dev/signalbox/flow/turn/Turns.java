package dev.signalbox.flow.turn;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.signalbox.flow.process.Limits;
import dev.signalbox.flow.process.Queued;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one partition; in Redis for the owners that come after. For one thread.
 *
 * <p>A rate is kept by the log of a sliding window: one begins no earlier than its time after the one that began so many before
 * it. See "sliding window log" in N. Mahdi, "An alternative approach to rate limiting" (Figma, 2017). A token bucket would be one number
 * instead of as many times as the rate allows, but lets through up to twice as many within its time.
 */
public final class Turns {

    private static final Comparator<Turn> FIRST_OUT =
            Comparator.comparingLong(Turn::until).thenComparing(Turn::instance);

    private final Map<String, Turn> byInstance = new HashMap<>();
    private final Map<Line, Standing> lines = new HashMap<>();
    private final TreeSet<Turn> over = new TreeSet<>(FIRST_OUT);
    private long last;

    /** @param rows what was left in Redis, by instance */
    public Turns(Map<String, String> rows) {
        rows.forEach((instance, text) -> put(Turn.of(instance, text)));
    }

    /** Null for an instance that is in no line. */
    public @Nullable Turn of(String instance) {
        return byInstance.get(instance);
    }

    /** Takes the place of what the instance had before; that is the answer. */
    @CanIgnoreReturnValue
    public @Nullable Turn put(Turn turn) {
        Turn before = remove(turn.instance());
        last = Math.max(last, turn.number());
        byInstance.put(turn.instance(), turn);
        lines.computeIfAbsent(turn.line(), line -> new Standing()).add(turn);
        if (turn.stage() == Turn.Stage.OVER) {
            over.add(turn);
        }
        return before;
    }

    @CanIgnoreReturnValue
    public @Nullable Turn remove(String instance) {
        Turn gone = byInstance.remove(instance);
        if (gone != null) {
            over.remove(gone);
            lines.computeIfPresent(gone.line(), (line, standing) -> {
                standing.remove(gone);
                return standing.isEmpty() ? null : standing;
            });
        }
        return gone;
    }

    /** For the one that comes next. */
    public long next() {
        return last + 1;
    }

    /** Who is the first to begin; null when nobody waits. */
    public @Nullable Turn head(Line line) {
        Standing standing = standing(line);
        return standing.waiting.isEmpty() ? null : standing.waiting.first();
    }

    /** Those who have begun and not ended, the oldest first, and those who wait behind them. */
    public List<Turn> all(Line line) {
        Standing standing = standing(line);
        List<Turn> all = new ArrayList<>(standing.running);
        all.addAll(standing.waiting);
        return all;
    }

    /** Whether as many as may are there, be it that some of them still wait. */
    public boolean isFull(Line line, Limits.Concurrency most) {
        Standing standing = standing(line);
        return standing.running.size() + standing.waiting.size() >= most.limit();
    }

    /** Why the first of a line cannot begin now; null when it can. */
    public @Nullable Queued first(Line line, Limits limits, long now) {
        Standing standing = standing(line);
        Limits.Concurrency most = limits.concurrency();
        if (most != null && standing.running.size() >= most.limit()) {
            return Queued.full(standing.running.size(), most);
        }
        Limits.Rate rate = limits.rate();
        long before = rate == null ? 0 : standing.begun(rate.limit());
        return rate == null || before == 0 || before + rate.per() <= now
                ? null
                : Queued.early(rate, before + rate.per());
    }

    /** The same for who comes last. */
    public @Nullable Queued last(Line line, Limits limits, long now) {
        Queued first = first(line, limits, now);
        return head(line) == null ? first : Queued.behind(first);
    }

    /** Those whose beginning does not count any more. */
    public List<Turn> forgotten(long now, int most) {
        return over.stream().limit(most).takeWhile(turn -> turn.until() <= now).toList();
    }

    private Standing standing(Line line) {
        return lines.getOrDefault(line, new Standing());
    }
}
