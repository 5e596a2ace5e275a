package dev.signalbox.metrics;

import dev.signalbox.trace.Moment;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import io.prometheus.client.hotspot.DefaultExports;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Counts and times what happens, and tells Prometheus. */
public final class Metrics implements Consumer<Moment> {

    private static final double MILLIS = 1e3;
    private static final double NANOS = 1e9;

    private final CollectorRegistry registry = new CollectorRegistry();
    private final Families families = new Families(registry);
    private final Bounded sources = new Bounded();
    private final Bounded sinks = new Bounded();
    private final Bounded types = new Bounded();
    private final Bounded rules = new Bounded();
    private final Bounded definitions = new Bounded();
    private final Bounded codes = new Bounded();

    public Metrics(Gauges gauges) {
        registry.register(new GaugeCollector(gauges));
        DefaultExports.register(registry);
    }

    /** Tells of the other hubs as well. */
    public void add(HubGauges gauges) {
        registry.register(new HubCollector(gauges));
    }

    /** Tells what rules remember as well. */
    public void add(MemoryGauges gauges) {
        registry.register(new MemoryCollector(gauges));
    }

    /** Tells of the back-tests as well. */
    public void add(BacktestGauges gauges) {
        registry.register(new BacktestCollector(gauges));
    }

    /** Tells of schedules as well. */
    public void add(ScheduleGauges gauges) {
        registry.register(new ScheduleCollector(gauges));
    }

    /** Tells of the archive as well. */
    public void add(ArchiveGauges gauges) {
        registry.register(new ArchiveCollector(gauges));
    }

    /** Tells of the replays as well. */
    public void add(ReplayGauges gauges) {
        registry.register(new ReplayCollector(gauges));
    }

    /** Tells of the jobs over instances as well. */
    public void add(JobGauges gauges) {
        registry.register(new JobCollector(gauges));
    }

    /** Tells of messages that were no events as well. */
    public void add(RefusedGauges gauges) {
        registry.register(new RefusedCollector(gauges));
    }

    /** Tells of the targets of calls as well. */
    public void add(BreakerGauges gauges) {
        registry.register(new BreakerCollector(gauges));
    }

    /** Counts a message to a sink. */
    public void sent(String sink, boolean arrived, long tookNanos) {
        families.sent.labels(sinks.of(sink), arrived ? "sent" : "failed").inc();
        families.send.observe(tookNanos / NANOS);
    }

    @Override
    public void accept(Moment moment) {
        if (moment instanceof Moment.Journaled m) {
            families.deliveries
                    .labels(sources.of(m.event().source()), "accepted")
                    .inc();
            families.journaled.inc();
            families.toJournaled.observe(Math.max(0, m.at() - m.received()) / MILLIS);
            families.append.observe(m.tookNanos() / NANOS);
        } else if (moment instanceof Moment.Duplicate m) {
            families.deliveries
                    .labels(sources.of(m.event().source()), m.payloadMismatch() ? "mismatched" : "duplicate")
                    .inc();
        } else if (moment instanceof Moment.Refused m) {
            families.deliveries.labels(sources.of(m.source()), "refused").inc();
            families.refusals.labels(codes.of(m.code())).inc();
        } else if (moment instanceof Moment.Decided m) {
            decided(m);
        } else if (moment instanceof Moment.Quarantined m) {
            quarantined(m);
        } else {
            process(moment);
        }
    }

    private void quarantined(Moment.Quarantined m) {
        families.quarantined.inc();
        if (m.bySchema()) {
            families.violations.labels(types.of(m.type())).inc();
        }
    }

    private void decided(Moment.Decided m) {
        families.decided.labels(m.rules().isEmpty() ? "unmatched" : "matched").inc();
        m.rules().forEach(rule -> families.matches.labels(rules.of(rule)).inc());
        families.toDecided.observe(Math.max(0, m.sinceReceived()) / MILLIS);
        families.decision.observe(m.tookNanos() / NANOS);
    }

    private void process(Moment moment) {
        if (moment instanceof Moment.Instance m) {
            families.instances.labels(definitions.of(m.definition()), m.state()).inc();
            if (m.state().equals("finished")) {
                families.toFinished.observe(Math.max(0, m.at() - m.born()) / MILLIS);
            }
        } else if (moment instanceof Moment.Attempt m) {
            families.attempts
                    .labels(definitions.of(m.definition()), m.outcome())
                    .inc();
            families.attempt.observe(m.tookNanos() / NANOS);
            if (m.first()) {
                families.toFirstAttempt.observe(Math.max(0, m.sinceReceived()) / MILLIS);
            }
        } else if (moment instanceof Moment.DeadLettered m) {
            families.deadLettered.labels(definitions.of(m.definition())).inc();
        } else if (moment instanceof Moment.Elapsed m) {
            m.rules().forEach(rule -> families.matches.labels(rules.of(rule)).inc());
        } else if (moment instanceof Moment.Alerted m) {
            families.alerts.labels(rules.of(m.rule())).inc();
        }
    }

    /** Takes milliseconds: not for an event loop. */
    public Page render(@Nullable String accept) {
        String type = TextFormat.chooseContentType(accept);
        StringWriter text = new StringWriter(16_384);
        try {
            TextFormat.writeFormat(type, text, registry.metricFamilySamples());
        } catch (IOException e) {
            throw new UncheckedIOException("a string can be written to", e);
        }
        return new Page(type, text.toString());
    }

    /** @param type media type of the text */
    public record Page(String type, String text) {}
}
