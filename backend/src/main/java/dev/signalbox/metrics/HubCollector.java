package dev.signalbox.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.CounterMetricFamily;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;

/** Asks how this hub stands among the others when somebody scrapes. */
final class HubCollector extends Collector {

    private final HubGauges gauges;

    HubCollector(HubGauges gauges) {
        this.gauges = gauges;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        List<Integer> owned = gauges.owned();
        GaugeMetricFamily partitions = new GaugeMetricFamily(
                "signalbox_partition_owned", "Whether this hub owns the partition.", List.of("partition"));
        for (int number = 0; number < gauges.partitions(); number++) {
            partitions.addMetric(List.of(String.valueOf(number)), owned.contains(number) ? 1 : 0);
        }
        return List.of(
                new GaugeMetricFamily("signalbox_hubs", "Hubs that are alive on this Redis.", gauges.hubs()),
                partitions,
                new GaugeMetricFamily(
                        "signalbox_evaluation_under_way_seconds",
                        "How long rules have been busy with one event, the longest of all partitions.",
                        gauges.longestEvaluation()),
                new CounterMetricFamily(
                        "signalbox_fenced_total",
                        "Ownerships that ended because another hub had taken the partition.",
                        (double) gauges.fencings()),
                new CounterMetricFamily(
                        "signalbox_handovers_total",
                        "Partitions that this hub gave to another one as planned.",
                        (double) gauges.handovers()));
    }
}
