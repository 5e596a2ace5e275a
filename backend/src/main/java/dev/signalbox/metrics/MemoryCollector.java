package dev.signalbox.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.CounterMetricFamily;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Asks what rules remember when somebody scrapes: one series for each of so many types, whatever the partitions. */
final class MemoryCollector extends Collector {

    private static final List<String> TYPE = List.of("type");

    private final MemoryGauges gauges;
    private final Bounded types = new Bounded();

    MemoryCollector(MemoryGauges gauges) {
        this.gauges = gauges;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        Map<String, Double> counts = new TreeMap<>();
        Map<String, Double> used = new TreeMap<>();
        double bytes = 0;
        for (MemoryGauges.Held held : gauges.held()) {
            String type = types.of(held.type());
            counts.merge(type, (double) held.count(), Double::sum);
            used.merge(type, held.used(), Double::max);
            bytes += held.bytes();
        }
        Map<String, Double> forgotten = new TreeMap<>();
        gauges.forgotten().forEach((type, count) -> forgotten.merge(types.of(type), (double) count, Double::sum));
        GaugeMetricFamily facts = new GaugeMetricFamily(
                "signalbox_rule_facts", "Facts that the rules of this hub's partitions remember.", TYPE);
        counts.forEach((type, count) -> facts.addMetric(List.of(type), count));
        GaugeMetricFamily ratio = new GaugeMetricFamily(
                "signalbox_rule_facts_used_ratio",
                "Share of what a partition may remember of a type, the fullest partition; 0 without a limit.",
                TYPE);
        used.forEach((type, share) -> ratio.addMetric(List.of(type), share));
        CounterMetricFamily early = new CounterMetricFamily(
                "signalbox_rule_events_forgotten_total", "Events that rules had to forget early.", TYPE);
        forgotten.forEach((type, count) -> early.addMetric(List.of(type), count));
        return List.of(
                facts,
                ratio,
                early,
                new GaugeMetricFamily("signalbox_rule_memory_bytes", "Memory that these facts take, about.", bytes));
    }
}
