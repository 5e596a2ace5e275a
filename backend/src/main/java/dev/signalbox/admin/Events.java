package dev.signalbox.admin;

import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.match.Decision;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events of the journal with what became of them. */
public interface Events {

    /** @param before {@code next} of the page before, or null for the newest */
    Future<Page> list(Wanted wanted, int limit, @Nullable String before);

    /**
     * The oldest first, without what became of them.
     *
     * @param after {@code next} of the page before, or null for the oldest of the range
     */
    Future<Page> onward(Range range, int limit, @Nullable String after);

    /** All events with an id; more than one when sources share it and none is named. */
    Future<List<Story>> find(String id, @Nullable String source);

    /**
     * A null lets everything pass.
     *
     * @param type exact, or a prefix such as {@code order.*}
     * @param state journaled, decided or quarantined
     * @param rule exact, or a prefix such as {@code orders/*}
     * @param outcome matched, unmatched or failed, or duplicate: delivered more than once
     * @param range when it was received
     */
    record Wanted(
            @Nullable String source,
            @Nullable String type,
            @Nullable String subject,
            @Nullable String rule,
            @Nullable String state,
            @Nullable String outcome,
            Range range) {}

    /** Milliseconds since the epoch; the end is not in it. */
    record Range(long from, long to) {

        static final Range ALWAYS = new Range(0, Long.MAX_VALUE);
    }

    /** @param next opaque; null when there is nothing older */
    record Page(List<Seen> items, @Nullable String next, long scanned) {}

    /**
     * @param state journaled, decided or quarantined
     * @param outcome matched, unmatched or failed; null while it is not decided
     * @param duplicates how often it was delivered again
     */
    record Seen(
            Entry entry,
            String state,
            @Nullable String outcome,
            long duplicates,
            List<String> rules,
            List<String> instances) {}

    /**
     * @param decisions what the rules wanted, in the order of the session's clock
     * @param quarantine why it was put aside, or null
     * @param failed the version of the rulebook that did not decide it; 0 when it was not put aside
     */
    record Story(
            Seen seen,
            List<Decided> decisions,
            boolean payloadMismatch,
            @Nullable String quarantine,
            int failed) {}

    /** @param at when it was committed, milliseconds since the epoch */
    record Decided(Decision decision, long at) {}
}
