package dev.signalbox.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;

/** Tells how many messages that were no events wait for somebody. */
final class RefusedCollector extends Collector {

    private static final List<String> LABELS = List.of("source");

    private final RefusedGauges gauges;

    RefusedCollector(RefusedGauges gauges) {
        this.gauges = gauges;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        GaugeMetricFamily messages = new GaugeMetricFamily(
                "signalbox_refused_messages", "Messages of a source that were no events and are kept.", LABELS);
        GaugeMetricFamily bytes =
                new GaugeMetricFamily("signalbox_refused_bytes", "What they take of Redis, in bytes.", LABELS);
        gauges.kept().forEach(kept -> {
            messages.addMetric(List.of(kept.source()), (double) kept.messages());
            bytes.addMetric(List.of(kept.source()), (double) kept.bytes());
        });
        return List.of(messages, bytes);
    }
}
