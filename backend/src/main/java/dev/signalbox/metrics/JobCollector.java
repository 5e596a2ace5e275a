package dev.signalbox.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.CounterMetricFamily;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;

/** Asks how jobs stand when somebody scrapes. */
final class JobCollector extends Collector {

    private final JobGauges gauges;

    JobCollector(JobGauges gauges) {
        this.gauges = gauges;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        return List.of(
                new GaugeMetricFamily("signalbox_jobs", "Jobs that this hub works on.", gauges.running()),
                new CounterMetricFamily(
                        "signalbox_job_items_total", "Instances that jobs of this hub put back or cancelled.", (double)
                                gauges.items()));
    }
}
