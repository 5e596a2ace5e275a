package dev.signalbox.flow.replay;

import dev.signalbox.event.Envelope;
import dev.signalbox.event.EventId;
import dev.signalbox.event.TypePattern;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.journal.Kind;
import dev.signalbox.flow.journal.Offer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job that journals events once more.
 *
 * @param id short, and part of the ids of its events
 * @param at when it was asked for, milliseconds since the epoch
 * @param rate events a second at most
 */
public record Replay(String id, long at, Wanted wanted, int rate, State state, Progress progress) {

    /** Between the id of an event and that of the replay. */
    private static final char MARK = '~';

    /** How it stands. */
    public enum State {
        RUNNING,
        ENDED,
        CANCELLED
    }

    /**
     * Which events; a null lets everything pass.
     *
     * @param type exact, or a prefix such as {@code order.*}
     * @param event the id of one
     * @param quarantined whether only those in quarantine are meant
     * @param from when they were received, milliseconds since the epoch
     * @param to before when they were received
     */
    public record Wanted(
            @Nullable String source,
            @Nullable String type,
            @Nullable String subject,
            @Nullable String event,
            boolean quarantined,
            long from,
            long to) {

        /** Whether it is one of them, as far as the entry tells; what the hub itself has made comes again by itself. */
        boolean passes(Entry entry) {
            Envelope envelope = entry.offer().envelope();
            return entry.offer().kind() == Kind.EVENT
                    && entry.at() >= from
                    && entry.at() < to
                    && !envelope.id().source().equals(EventId.HUB)
                    && is(source, envelope.id().source())
                    && TypePattern.passes(type, envelope.type())
                    && is(subject, envelope.subject())
                    && is(event, envelope.id().id());
        }

        private static boolean is(@Nullable String wanted, @Nullable String found) {
            return wanted == null || wanted.equals(found);
        }
    }

    /**
     * How far it is.
     *
     * @param total entries that there were to look at when it began, with what lies after the range
     * @param seen those of them that were looked at
     * @param replayed events that are in the journal once more
     * @param reached receive time of the last entry that was looked at; 0 before the first
     * @param places the last position of each partition that is done; empty before the first step
     * @param trouble why it stands still at the moment; empty when it does not
     */
    public record Progress(long total, long seen, long replayed, long reached, List<Long> places, String trouble) {

        static final Progress NONE = new Progress(0, 0, 0, 0, List.of(), "");

        Progress of(long entries) {
            return new Progress(entries, seen, replayed, reached, places, trouble);
        }

        Progress in(String cause) {
            return new Progress(total, seen, replayed, reached, places, cause);
        }
    }

    Replay with(Progress further) {
        return new Replay(id, at, wanted, rate, state, further);
    }

    Replay with(State other) {
        return new Replay(id, at, wanted, rate, other, progress);
    }

    /** The same event once more, which refers to the entry that came first; asking for it twice gives the same. */
    Offer again(Entry entry, long now) {
        Offer first = entry.offer();
        Envelope told = first.envelope();
        EventId own =
                new EventId(told.id().source(), told.id().ceSource(), told.id().id() + MARK + id);
        Envelope envelope =
                new Envelope(own, told.type(), told.subject(), told.time(), told.contentType(), told.data());
        Offer.Replayed of = new Offer.Replayed(id, entry.partition(), entry.position());
        return new Offer(Kind.EVENT, envelope, first.key(), null, now, now, 0, of);
    }
}
