package dev.signalbox.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.CounterMetricFamily;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;

/** Asks how schedules are doing when somebody scrapes. */
final class ScheduleCollector extends Collector {

    private static final List<String> LABELS = List.of("source");

    private final ScheduleGauges gauges;

    ScheduleCollector(ScheduleGauges gauges) {
        this.gauges = gauges;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        GaugeMetricFamily last = new GaugeMetricFamily(
                "signalbox_schedule_last_tick_timestamp_seconds",
                "The last tick of a schedule that the journal has; at the hub that makes them.",
                LABELS);
        CounterMetricFamily dropped = new CounterMetricFamily(
                "signalbox_schedule_dropped_total", "Ticks of a schedule that were missed and not made.", LABELS);
        for (ScheduleGauges.Schedule schedule : gauges.schedules()) {
            List<String> source = List.of(schedule.source());
            dropped.addMetric(source, (double) schedule.dropped());
            if (schedule.lastTick() > 0) {
                last.addMetric(source, schedule.lastTick());
            }
        }
        return List.of(last, dropped);
    }
}
