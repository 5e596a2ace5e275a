package dev.signalbox.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.CounterMetricFamily;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;

/** Asks how the back-tests stand when somebody scrapes. */
final class BacktestCollector extends Collector {

    private final BacktestGauges gauges;

    BacktestCollector(BacktestGauges gauges) {
        this.gauges = gauges;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        return List.of(
                new GaugeMetricFamily("signalbox_backtests", "Back-tests that run or wait.", gauges.open()),
                new CounterMetricFamily(
                        "signalbox_backtests_ended_total",
                        "Back-tests that finished, failed or were cancelled.",
                        (double) gauges.ended()),
                new CounterMetricFamily(
                        "signalbox_backtest_events_total", "Events that back-tests decided again.", (double)
                                gauges.replayed()));
    }
}
