package dev.signalbox.flow;

import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.journal.Kind;
import dev.signalbox.flow.journal.Write;
import dev.signalbox.trace.Moment;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts an entry aside, where its cause is told, and whoever asked for it hears of it. */
final class Quarantine {

    private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);

    private Quarantine() {}

    /**
     * The work of an entry that came to nothing else.
     *
     * @param told what the log may hold of the cause, whose text may quote a value that is to be hidden
     */
    static Work of(Stages stages, int partition, Entry entry, Cause cause, String told) {
        LOG.warn(
                "partition {}: the {} at position {} is in quarantine: {}; its story in the console has the whole cause",
                partition,
                entry.offer().kind() == Kind.EVENT ? "event" : "command",
                entry.position(),
                told);
        long now = stages.clock().millis();
        String field = Long.toString(entry.position());
        Work work = Work.of(new Write.Put(stages.keys().quarantine(partition), Map.of(field, cause.row())));
        Alerts.quarantined(entry, cause.text(), now).ifPresent(alert -> {
            work.write(new Write.Put(stages.keys().outbox(partition), Map.of(alert.id(), alert.text())));
            work.send(alert);
        });
        var envelope = entry.offer().envelope();
        work.tell(new Moment.Quarantined(
                now, envelope.id(), envelope.type(), envelope.subject(), partition, entry.position(), cause.text()));
        return work;
    }
}
