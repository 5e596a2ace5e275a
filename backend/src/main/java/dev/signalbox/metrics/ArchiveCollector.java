package dev.signalbox.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.CounterMetricFamily;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;

/** Asks what the archive has when somebody scrapes. */
final class ArchiveCollector extends Collector {

    private final ArchiveGauges gauges;

    ArchiveCollector(ArchiveGauges gauges) {
        this.gauges = gauges;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        ArchiveGauges.Values has = gauges.archive();
        return List.of(
                new GaugeMetricFamily("signalbox_archive_entries", "Entries in the archive.", has.entries()),
                new GaugeMetricFamily("signalbox_archive_segments", "Files of the archive.", has.segments()),
                new GaugeMetricFamily("signalbox_archive_bytes", "What the archive takes on disk.", has.bytes()),
                new GaugeMetricFamily(
                        "signalbox_archive_oldest_timestamp_seconds",
                        "When the oldest entry of the archive was received; 0 while it is empty.",
                        has.oldest()),
                new CounterMetricFamily(
                        "signalbox_archive_written_total", "Entries that this hub has archived.", (double)
                                has.written()),
                new CounterMetricFamily(
                        "signalbox_archive_failures_total",
                        "Writes of the archive that failed; what they were about stays in Redis.",
                        (double) has.failures()));
    }
}
