package dev.signalbox.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.CounterMetricFamily;
import io.prometheus.client.GaugeMetricFamily;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells how the breakers of targets stand, and how many tasks wait for them. */
final class BreakerCollector extends Collector {

    private static final List<String> TARGET = List.of("target");
    private static final Map<String, Double> PHASES = Map.of("closed", 0.0, "half-open", 1.0, "open", 2.0);

    private final BreakerGauges gauges;
    private final Bounded names = new Bounded();

    BreakerCollector(BreakerGauges gauges) {
        this.gauges = gauges;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        return List.of(states(), tasks(), changes(), waits());
    }

    /** The gravest of those that share a label. */
    private MetricFamilySamples states() {
        GaugeMetricFamily states = new GaugeMetricFamily(
                "signalbox_breaker_state", "Whether calls go to a target: 0 closed, 1 half-open, 2 open.", TARGET);
        Map<String, Double> gravest = new TreeMap<>();
        gauges.targets()
                .forEach(each ->
                        gravest.merge(names.of(each.name()), PHASES.getOrDefault(each.phase(), 0.0), Math::max));
        gravest.forEach((target, state) -> states.addMetric(List.of(target), state));
        return states;
    }

    private MetricFamilySamples tasks() {
        GaugeMetricFamily tasks = new GaugeMetricFamily(
                "signalbox_waiting_tasks",
                "Tasks whose call was not made yet, at all hubs: held by a breaker, or queued for their turn.",
                List.of("target", "why"));
        Map<List<String>, Double> counts = new LinkedHashMap<>();
        gauges.targets().forEach(each -> {
            counts.merge(List.of(names.of(each.name()), "held"), (double) each.held(), Double::sum);
            counts.merge(List.of(names.of(each.name()), "queued"), (double) each.queued(), Double::sum);
        });
        counts.forEach(tasks::addMetric);
        return tasks;
    }

    private MetricFamilySamples changes() {
        return counted(
                new CounterMetricFamily(
                        "signalbox_breaker_changes_total",
                        "How often this hub made a breaker open, half-open or closed.",
                        List.of("target", "to")),
                gauges.changes());
    }

    private MetricFamilySamples waits() {
        return counted(
                new CounterMetricFamily(
                        "signalbox_calls_delayed_total",
                        "Calls of this hub that could not go at once: open breaker, turn, or retry budget.",
                        List.of("target", "why")),
                gauges.waits());
    }

    private MetricFamilySamples counted(CounterMetricFamily family, Map<BreakerGauges.Change, Long> counts) {
        Map<List<String>, Double> sums = new LinkedHashMap<>();
        counts.forEach((change, count) ->
                sums.merge(List.of(names.of(change.target()), change.what()), (double) count, Double::sum));
        sums.forEach(family::addMetric);
        return family;
    }
}
