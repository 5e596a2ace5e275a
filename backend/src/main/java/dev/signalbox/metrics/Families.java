package dev.signalbox.metrics;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Histogram;

/** Every counter and histogram, with its name and its meaning. */
final class Families {

    private static final double[] FAST = {.0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, 1, 5};
    private static final double[] SLOW = {.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10, 60, 600, 3600};

    final Counter deliveries;
    final Counter refusals;
    final Counter journaled;
    final Counter decided;
    final Counter matches;
    final Counter quarantined;
    final Counter violations;
    final Counter instances;
    final Counter attempts;
    final Counter deadLettered;
    final Counter alerts;
    final Counter sent;
    final Histogram send;
    final Histogram append;
    final Histogram decision;
    final Histogram attempt;
    final Histogram toJournaled;
    final Histogram toDecided;
    final Histogram toFirstAttempt;
    final Histogram toFinished;

    private final CollectorRegistry registry;

    Families(CollectorRegistry registry) {
        this.registry = registry;
        deliveries = counter("signalbox_deliveries_total", "Deliveries by what became of them.", "source", "outcome");
        refusals = counter("signalbox_refusals_total", "Refused deliveries by their cause.", "code");
        journaled = counter("signalbox_journaled_total", "Events on disk.");
        decided = counter("signalbox_decisions_total", "Decided events.", "outcome");
        matches = counter("signalbox_matches_total", "Decisions in which a rule matched.", "rule");
        quarantined = counter("signalbox_quarantined_total", "Events that were put aside undecided.");
        violations =
                counter("signalbox_schema_violations_total", "Events that were not what their schema wants.", "type");
        instances = counter("signalbox_instances_total", "Instances that came to a state.", "definition", "state");
        attempts = counter("signalbox_attempts_total", "Attempts of tasks.", "definition", "outcome");
        deadLettered = counter("signalbox_dead_lettered_total", "Instances that came to a dead letter.", "definition");
        alerts = counter("signalbox_alerts_total", "Alerts that rules raised.", "rule");
        sent = counter("signalbox_sink_messages_total", "Messages to sinks by what became of them.", "sink", "outcome");
        send = histogram("signalbox_sink_send_seconds", "Duration of sending a message to a sink.", SLOW);
        append = histogram("signalbox_append_seconds", "Duration of an append to the journal.", FAST);
        decision = histogram("signalbox_decision_seconds", "Duration of a decision.", FAST);
        attempt = histogram("signalbox_attempt_seconds", "Duration of an attempt.", SLOW);
        toJournaled = histogram("signalbox_received_to_journaled_seconds", "From the delivery to the disk.", SLOW);
        toDecided = histogram("signalbox_received_to_decided_seconds", "From the delivery to the decision.", SLOW);
        toFirstAttempt = histogram(
                "signalbox_received_to_first_attempt_seconds",
                "From the delivery to the end of a first attempt.",
                SLOW);
        toFinished =
                histogram("signalbox_started_to_finished_seconds", "From the start of an instance to its end.", SLOW);
    }

    private Counter counter(String name, String help, String... labels) {
        return Counter.build(name, help).labelNames(labels).register(registry);
    }

    private Histogram histogram(String name, String help, double... buckets) {
        return Histogram.build(name, help).buckets(buckets).register(registry);
    }
}
