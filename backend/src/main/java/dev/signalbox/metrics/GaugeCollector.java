package dev.signalbox.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;

/** Asks for the gauges when somebody scrapes. */
final class GaugeCollector extends Collector {

    private static final double MILLIS = 1e3;
    private static final double NANOS = 1e9;
    private static final List<String> PARTITION = List.of("partition");

    private final Gauges gauges;

    GaugeCollector(Gauges gauges) {
        this.gauges = gauges;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        Gauges.RedisState redis = gauges.redis();
        Gauges.Approvals approvals = gauges.approvals();
        GaugeMetricFamily entries = new GaugeMetricFamily(
                "signalbox_backlog_entries", "Journaled entries that wait for a decision.", PARTITION);
        GaugeMetricFamily age = new GaugeMetricFamily(
                "signalbox_backlog_age_seconds", "How long the oldest undecided entry has been waiting.", PARTITION);
        for (Gauges.Backlog backlog : gauges.backlogs()) {
            List<String> partition = List.of(String.valueOf(backlog.partition()));
            entries.addMetric(partition, (double) backlog.entries());
            age.addMetric(partition, backlog.ageMillis() / MILLIS);
        }
        GaugeMetricFamily durability = new GaugeMetricFamily(
                "signalbox_durability_info", "How sure a 2xx is: always, relaxed or unverified.", List.of("level"));
        durability.addMetric(List.of(redis.durability()), 1);
        return List.of(
                entries,
                age,
                durability,
                gauge("signalbox_dead_letters", "Dead letters that wait for a person.", (double) gauges.deadLetters()),
                gauge("signalbox_approvals_waiting", "Approvals that wait for a person.", (double) approvals.waiting()),
                gauge(
                        "signalbox_approvals_oldest_seconds",
                        "How long the oldest approval has been waiting, 0 without one.",
                        approvals.ageMillis() / MILLIS),
                gauge("signalbox_instances_queued", "Instances that wait for their turn to begin.", (double)
                        gauges.queued()),
                gauge("signalbox_redis_up", "Whether Redis answers.", redis.up() ? 1 : 0),
                gauge(
                        "signalbox_redis_round_trip_seconds",
                        "Duration of the last ping of Redis.",
                        redis.roundTripNanos() / NANOS),
                gauge("signalbox_redis_memory_bytes", "Memory that Redis uses.", (double) redis.memory()),
                gauge("signalbox_redis_memory_limit_bytes", "Memory that Redis may use, 0 for all.", (double)
                        redis.maxMemory()),
                gauge("signalbox_disk_free_bytes", "Free bytes on the disk of the embedded Redis.", (double)
                        gauges.disk().free()),
                gauge(
                        "signalbox_disk_size_bytes",
                        "Size of the disk of the embedded Redis, 0 for a Redis of somebody else.",
                        (double) gauges.disk().size()),
                gauge(
                        "signalbox_retention_seconds",
                        "How long entries are kept at this rate, 0 while unknown.",
                        gauges.retentionMillis() / MILLIS),
                gauge("signalbox_rulebook_version", "The version that decides, 0 without one.", gauges.rulebook()));
    }

    private static GaugeMetricFamily gauge(String name, String help, double value) {
        return new GaugeMetricFamily(name, help, value);
    }
}
