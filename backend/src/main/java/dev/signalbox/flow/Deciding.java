package dev.signalbox.flow;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.signalbox.event.Event;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.journal.Write;
import dev.signalbox.flow.match.Decision;
import dev.signalbox.flow.match.RuleFault;
import dev.signalbox.flow.match.Session;
import dev.signalbox.trace.Moment;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rule session of one ownership: takes events in order, and is made anew when a rule fails or the rules change. */
final class Deciding {

    private static final Logger LOG = LoggerFactory.getLogger(Deciding.class);

    /** Events that come from events are a loop beyond this depth. */
    private static final int DEEPEST = 16;

    private final Stages stages;
    private final int partition;
    private final Intentions intentions;
    private final Fold fold;
    private Rulebooks.Version version;
    private Session session;
    private long ticked;
    private int ticks;

    Deciding(Stages stages, int partition, Intentions intentions, Fold fold, Past past) {
        this.stages = stages;
        this.partition = partition;
        this.intentions = intentions;
        this.fold = fold;
        this.ticked = past.ticked();
        this.ticks = past.ticks();
        this.version = stages.rulebooks().version(past.rulebook());
        this.session = fold.upTo(past.position(), version);
    }

    /**
     * Where an ownership begins.
     *
     * @param ticked last second after the position whose decision is committed; 0 when there is none
     * @param ticks how many such decisions there are
     */
    record Past(long position, int rulebook, long ticked, int ticks) {}

    int rulebook() {
        return version.number();
    }

    Rulebooks.Version version() {
        return version;
    }

    /** Steps the clock to a time before which nothing more can come; what fires belongs to the position. */
    void clock(long position, long at, Batch batch) {
        List<Decision> fired;
        try {
            fired = session.advance(at);
        } catch (RuleFault e) {
            LOG.warn("partition {}: a rule failed at a second of the clock: {}", partition, e.getMessage());
            renew(position);
            return;
        }
        for (Decision decision : fired) {
            if (decision.second() > ticked) {
                ticked = decision.second();
                ticks++;
                batch.add(intentions.tick(position, decision, version, ticks));
            }
        }
    }

    /** The work of one event; when its evaluation fails, its quarantine. */
    Work event(Entry entry) {
        ticks = 0;
        if (entry.offer().depth() > DEEPEST) {
            fold.leaveOut(entry.position());
            return quarantine(
                    entry, "loop: " + entry.offer().depth() + " events deep, each derived from the one before");
        }
        try {
            stages.failpoints().pass("rule.beforeFire");
            Decision decision = session.on(new Event(entry.offer().envelope(), entry.at()));
            return intentions.event(entry, decision, version);
        } catch (RuleFault | Instances.UnknownDefinition e) {
            fold.leaveOut(entry.position());
            renew(entry.position());
            return quarantine(entry, String.valueOf(e.getMessage()));
        }
    }

    /** Keeps an event that the session shall not see again. */
    Work quarantine(Entry entry, String cause) {
        LOG.warn("partition {}: the event at position {} is in quarantine: {}", partition, entry.position(), cause);
        long now = stages.clock().millis();
        String row = JsonNodeFactory.instance
                .objectNode()
                .put("cause", cause)
                .put("at", now)
                .put("rulebook", version.number())
                .toString();
        Work work = new Work();
        work.write(new Write.Put(stages.keys().quarantine(partition), Map.of(Long.toString(entry.position()), row)));
        var envelope = entry.offer().envelope();
        work.tell(new Moment.Quarantined(
                now, envelope.id(), envelope.type(), envelope.subject(), partition, entry.position(), cause));
        return work;
    }

    /** From this position on another version decides. */
    void switchTo(int number, long position) {
        version = stages.rulebooks().version(number);
        renew(position);
        LOG.info("partition {}: version {} decides from position {}", partition, number, position + 1);
    }

    private void renew(long position) {
        session.close();
        session = fold.upTo(position, version);
    }

    void close() {
        session.close();
    }
}
