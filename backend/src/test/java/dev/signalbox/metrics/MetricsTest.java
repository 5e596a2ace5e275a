package dev.signalbox.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.event.EventId;
import dev.signalbox.testing.Programs;
import dev.signalbox.trace.Moment;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MetricsTest {

    private final Metrics metrics = new Metrics(new FixedGauges());

    @Test
    void every_moment_is_counted() {
        EventId event = new EventId("shop", "", "1");
        metrics.accept(new Moment.Journaled(1_010, event, "order", null, 0, 1, 1_000, 2_000_000));
        metrics.accept(new Moment.Duplicate(1_020, event, "order", null, 0, 1, false));
        metrics.accept(new Moment.Refused(1_030, "(unknown)", 404, "unknown_source", "there is no source nobody"));
        metrics.accept(
                new Moment.Decided(1_040, event, "order", null, 0, 1, List.of("shop/ship"), List.of(), 40, 1_000_000));
        metrics.accept(new Moment.Attempt(
                1_050, "0-a", "ship", "call", 1, "failed", "refused", true, 50, 3_000_000, event, 0, 1));
        metrics.accept(new Moment.Instance(1_060, "0-a", "ship", 1, "finished", "k", event, 0, 1, 1_040));

        metrics.sent("warehouse", true, 2_000_000);
        metrics.sent("warehouse", false, 1_000_000);

        String page = metrics.render(null).text();

        assertThat(page)
                .contains("signalbox_sink_messages_total{sink=\"warehouse\",outcome=\"sent\",} 1.0")
                .contains("signalbox_sink_messages_total{sink=\"warehouse\",outcome=\"failed\",} 1.0")
                .contains("signalbox_sink_send_seconds_sum 0.003")
                .contains("signalbox_deliveries_total{source=\"shop\",outcome=\"accepted\",} 1.0")
                .contains("signalbox_deliveries_total{source=\"shop\",outcome=\"duplicate\",} 1.0")
                .contains("signalbox_deliveries_total{source=\"(unknown)\",outcome=\"refused\",} 1.0")
                .contains("signalbox_matches_total{rule=\"shop/ship\",} 1.0")
                .contains("signalbox_attempts_total{definition=\"ship\",outcome=\"failed\",} 1.0")
                .contains("signalbox_instances_total{definition=\"ship\",state=\"finished\",} 1.0")
                .contains("signalbox_received_to_decided_seconds_sum 0.04")
                .contains("signalbox_backlog_entries{partition=\"1\",} 7.0")
                .contains("signalbox_backlog_age_seconds{partition=\"1\",} 2.5")
                .contains("signalbox_approvals_waiting 2.0")
                .contains("signalbox_approvals_oldest_seconds 90.5")
                .contains("signalbox_redis_up 1.0")
                .contains("jvm_memory_bytes_used")
                .doesNotContain("nobody");
    }

    @Test
    void a_hundred_thousand_sources_are_a_bounded_number_of_series() {
        for (int i = 0; i < 100_000; i++) {
            metrics.accept(new Moment.Journaled(1, new EventId("s" + i, "", "1"), "order", null, 0, 1, 1, 1));
        }

        long series = metrics.render(null)
                .text()
                .lines()
                .filter(line -> line.startsWith("signalbox_deliveries_total{"))
                .count();

        assertThat(series).isEqualTo(Bounded.MOST + 1L);
    }

    @Test
    void what_rules_remember_is_told_by_type_over_all_partitions() {
        metrics.add(remembering());

        assertThat(metrics.render(null).text())
                .contains("signalbox_rule_facts{type=\"order.placed\",} 110.0")
                .contains("signalbox_rule_facts_used_ratio{type=\"order.placed\",} 0.8")
                .contains("signalbox_rule_facts_used_ratio{type=\"Marked\",} 0.0")
                .contains("signalbox_rule_events_forgotten_total{type=\"order.placed\",} 7.0")
                .contains("signalbox_rule_memory_bytes 3500.0");
    }

    private static MemoryGauges remembering() {
        return new MemoryGauges() {
            @Override
            public List<Held> held() {
                return List.of(
                        new Held("order.placed", 30, 1_000, 100),
                        new Held("order.placed", 80, 2_000, 100),
                        new Held("Marked", 4, 500, 0));
            }

            @Override
            public Map<String, Long> forgotten() {
                return Map.of("order.placed", 7L);
            }
        };
    }

    @Test
    void prometheus_finds_nothing_to_complain_about() throws Exception {
        every_moment_is_counted();
        metrics.add(remembering());
        Process promtool = promtool();

        try (OutputStream in = promtool.getOutputStream()) {
            in.write(metrics.render(null).text().getBytes(StandardCharsets.UTF_8));
        }

        String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(promtool.waitFor()).as(said).isZero();
    }

    @Test
    void a_schedule_tells_its_last_tick_where_it_is_known_and_what_was_dropped() {
        ScheduleGauges gauges = () -> List.of(
                new ScheduleGauges.Schedule("nightly", 1_795_428_000, 0), new ScheduleGauges.Schedule("daily", 0, 3));
        metrics.add(gauges);

        assertThat(metrics.render(null).text())
                .contains("signalbox_schedule_last_tick_timestamp_seconds{source=\"nightly\",} 1.795428E9")
                .contains("signalbox_schedule_dropped_total{source=\"daily\",} 3.0")
                .doesNotContain("signalbox_schedule_last_tick_timestamp_seconds{source=\"daily\"");
    }

    @Test
    void open_metrics_is_given_to_who_asks_for_it() {
        Metrics.Page page = metrics.render("application/openmetrics-text; version=1.0.0");

        assertThat(page.type()).startsWith("application/openmetrics-text");
        assertThat(page.text()).endsWith("# EOF\n");
    }

    private static Process promtool() throws IOException {
        Programs.need("promtool");
        return new ProcessBuilder("promtool", "check", "metrics")
                .redirectErrorStream(true)
                .start();
    }

    private static final class FixedGauges implements Gauges {
        @Override
        public List<Backlog> backlogs() {
            return List.of(new Backlog(0, 0, 0), new Backlog(1, 7, 2_500));
        }

        @Override
        public Approvals approvals() {
            return new Approvals(2, 90_500);
        }

        @Override
        public long queued() {
            return 4;
        }

        @Override
        public long deadLetters() {
            return 3;
        }

        @Override
        public RedisState redis() {
            return new RedisState(true, 200_000, 1 << 20, 1 << 30, "always");
        }

        @Override
        public Disk disk() {
            return new Disk("/data", 1L << 30, 4L << 30);
        }

        @Override
        public long retentionMillis() {
            return 86_400_000;
        }

        @Override
        public int rulebook() {
            return 4;
        }
    }
}
