package dev.signalbox.flow;

import dev.signalbox.event.EventId;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.journal.Write;
import dev.signalbox.flow.match.Decision;
import dev.signalbox.flow.match.Intention;
import dev.signalbox.flow.process.Origin;
import dev.signalbox.trace.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Turns what the rules decided into work: starts here, rows of the outbox for elsewhere, and the decision's record. */
final class Intentions {

    private final Stages stages;
    private final int partition;
    private final Cascade cascade;

    Intentions(Stages stages, int partition, Cascade cascade) {
        this.stages = stages;
        this.partition = partition;
        this.cascade = cascade;
    }

    /** The decision of the event itself. */
    Work event(Entry entry, Decision decision, Rulebooks.Version version) {
        EventId cause = entry.offer().envelope().id();
        Work work = new Work();
        DecisionRecord record = carryOut(work, entry, cause, decision, version);
        work.write(new Write.Append(
                stages.keys().decisions(partition), entry.position() + "-0", Map.of("d", record.json())));
        work.tell(decided(entry, decision, record.starts()));
        work.add(cascade.decided(entry));
        return work;
    }

    /** The decision of a clock second that fired after entry {@code position}, numbered {@code k} from 1. */
    Work tick(long position, Decision decision, Rulebooks.Version version, int k) {
        Entry second = Derived.second(partition, position, decision.second());
        Work work = new Work();
        DecisionRecord record = carryOut(work, second, second.offer().envelope().id(), decision, version);
        work.write(
                new Write.Append(stages.keys().decisions(partition), position + "-" + k, Map.of("d", record.json())));
        if (!decision.matched().isEmpty()) {
            work.tell(new Moment.Elapsed(
                    stages.clock().millis(), decision.matched(), record.starts(), partition, position));
        }
        return work;
    }

    /** A second whose decision cannot be carried out: on record, so that it is not decided again. */
    Work nothing(long position, Decision decision, int k, String why) {
        DecisionRecord record = new DecisionRecord(decision, stages.clock().millis());
        record.warn(why);
        return Work.of(
                new Write.Append(stages.keys().decisions(partition), position + "-" + k, Map.of("d", record.json())));
    }

    private DecisionRecord carryOut(
            Work work, Entry entry, EventId cause, Decision decision, Rulebooks.Version version) {
        check(decision, version);
        DecisionRecord record = new DecisionRecord(decision, stages.clock().millis());
        List<String> seen = new ArrayList<>();
        Work started = new Work();
        for (Intention intention : decision.intentions()) {
            if (intention instanceof Intention.Start start) {
                start(work, started, entry, new Order(start, cause), record, seen);
            } else if (intention instanceof Intention.Emit emit) {
                var emitted =
                        new Derived.Emitted(emit, record.emits(), stages.clock().millis());
                work.send(record.emitted(emit.rule(), Derived.event(entry, cause, emitted)));
            } else if (intention instanceof Intention.Cancel cancel) {
                work.send(Derived.cancel(entry, cause, cancel));
                record.cancelled(cancel);
            } else if (intention instanceof Intention.Alert alert) {
                alert(work, entry, cause, alert, record);
            }
        }
        work.rows()
                .forEach(row ->
                        work.write(new Write.Put(stages.keys().outbox(partition), Map.of(row.id(), row.text()))));
        work.add(started);
        return record;
    }

    private void alert(Work work, Entry entry, EventId cause, Intention.Alert alert, DecisionRecord record) {
        long now = stages.clock().millis();
        Alerts.alert(entry, cause, new Alerts.Raised(alert, record.alerts(), now))
                .ifPresentOrElse(
                        work::send,
                        () -> record.warn(
                                "rule " + alert.rule()
                                        + " alerts of an alert: that becomes no event again, so that alerts cannot go in circles"));
        record.alerted(alert);
        work.tell(new Moment.Alerted(now, alert.rule(), alert.text(), cause, partition, entry.position()));
    }

    /** Before anything is started: an event starts all that it should, or ends in quarantine. */
    private static void check(Decision decision, Rulebooks.Version version) {
        for (Intention intention : decision.intentions()) {
            if (intention instanceof Intention.Start start
                    && !version.definitions().containsKey(start.definition())) {
                throw new Instances.UnknownDefinition(
                        start.rule(), start.definition(), version.definitions().keySet());
            }
        }
    }

    /** A wish to start, and the event or second that it comes from. */
    private record Order(Intention.Start start, EventId cause) {}

    private void start(Work work, Work started, Entry entry, Order order, DecisionRecord record, List<String> seen) {
        Intention.Start start = order.start();
        String key = start.key() == null ? entry.offer().key() : start.key();
        Origin origin = new Origin(
                order.cause(),
                start.rule(),
                partition,
                entry.position(),
                entry.offer().received(),
                entry.offer().traceParent(),
                entry.offer().depth(),
                null);
        StartOrder wish = StartOrder.of(stages.journal(), start, key, origin, entry);
        if (seen.contains(wish.instance())) {
            record.warn("rule " + start.rule() + " started " + start.definition() + " twice with the same key \"" + key
                    + "\": the second start is the first");
            return;
        }
        seen.add(wish.instance());
        record.started(start.rule(), wish);
        if (wish.home() == partition) {
            started.add(cascade.start(wish));
        } else {
            work.send(Derived.start(entry, wish));
        }
    }

    private Moment decided(Entry entry, Decision decision, List<Moment.Start> started) {
        long now = stages.clock().millis();
        var envelope = entry.offer().envelope();
        return new Moment.Decided(
                now,
                envelope.id(),
                envelope.type(),
                envelope.subject(),
                partition,
                entry.position(),
                decision.matched(),
                started,
                now - entry.offer().received(),
                decision.nanos());
    }
}
