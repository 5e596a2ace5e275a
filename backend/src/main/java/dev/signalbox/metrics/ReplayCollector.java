package dev.signalbox.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.CounterMetricFamily;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;

/** Asks how replays stand when somebody scrapes. */
final class ReplayCollector extends Collector {

    private final ReplayGauges gauges;

    ReplayCollector(ReplayGauges gauges) {
        this.gauges = gauges;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        return List.of(
                new GaugeMetricFamily("signalbox_replays", "Replays that this hub works on.", gauges.running()),
                new CounterMetricFamily(
                        "signalbox_replayed_events_total", "Events that this hub has journaled once more.", (double)
                                gauges.replayed()));
    }
}
