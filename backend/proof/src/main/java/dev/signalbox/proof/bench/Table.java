package dev.signalbox.proof.bench;

import dev.signalbox.proof.hub.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** A report for people: in the terminal and, as it is, in Markdown. */
final class Table {

    private Table() {}

    /** One run in one line. */
    static String line(Figures run) {
        String line = "%,.0f/s (%.0f %% of bare), CPU ms hub %.3f redis %.3f, ack p99 %.1f ms at %,.0f/s"
                .formatted(
                        run.highest().accepted(),
                        100 * run.ofBare(),
                        run.highest().cost().hub(),
                        run.highest().cost().redis(),
                        run.constant().ack().p99(),
                        run.constant().rate());
        return run.doubts().isEmpty() ? line : line + "; does not count: " + String.join(", ", run.doubts());
    }

    static String of(Report report) {
        List<String> lines = new ArrayList<>();
        Machine machine = report.machine();
        lines.add("%s, %d cores, %,d MiB; %s; %s; hub %s, Redis %s; %s."
                .formatted(
                        machine.processor(),
                        machine.cores(),
                        machine.memoryMib(),
                        machine.system(),
                        machine.java(),
                        machine.hub(),
                        machine.redis(),
                        report.at().substring(0, 10)));
        lines.add(
                "Workload: " + Report.WORKLOAD + ". Medians of " + report.plan().runs() + " runs; "
                        + report.plan().connections() + " connections; windows of "
                        + number(report.plan().seconds())
                        + " s after a warm-up of " + number(report.plan().warmUp()) + " s.");
        lines.add("");
        lines.addAll(highest(report.rows()));
        lines.add("");
        lines.addAll(constant(report.rows()));
        doubts(report.rows()).forEach(lines::add);
        return String.join("\n", lines) + "\n";
    }

    private static List<String> highest(List<Row> rows) {
        List<String> lines = new ArrayList<>(head(
                "highest rate",
                "accepted/s",
                "of bare",
                "of fdatasync",
                "calls done/s",
                "ack p50/p99/p99.9 ms",
                "CPU ms/event hub",
                "Redis",
                "generator",
                "bare/s",
                "fdatasync/s x group",
                "other load",
                "runs that count"));
        for (Row row : rows) {
            lines.add(cells(
                    name(row),
                    whole(row, run -> run.highest().accepted()),
                    percent(row, Figures::ofBare),
                    percent(row, Figures::ofSynced),
                    whole(row, run -> run.highest().calls()),
                    times(row, run -> run.highest().ack()),
                    fine(row, run -> run.highest().cost().hub()),
                    fine(row, run -> run.highest().cost().redis()),
                    fine(row, run -> run.highest().cost().generator()),
                    whole(row, run -> run.limits().bare()),
                    whole(row, run -> run.limits().syncs()) + " x "
                            + row.runs().get(0).limits().group(),
                    percent(row, run -> run.highest().cost().others()),
                    row.counted() + " of " + row.runs().size()));
        }
        return lines;
    }

    private static List<String> constant(List<Row> rows) {
        List<String> lines = new ArrayList<>(head(
                "constant rate",
                "deliveries/s",
                "ack p50/p99/p99.9 ms",
                "journaled to call p50/p99/p99.9 ms",
                "due to call p50/p99/p99.9 ms",
                "CPU ms/event hub",
                "Redis",
                "other load"));
        for (Row row : rows) {
            boolean calls = row.work() == Plan.Work.ACTION;
            lines.add(cells(
                    name(row),
                    whole(row, run -> run.constant().rate()),
                    times(row, run -> run.constant().ack()),
                    calls ? times(row, run -> run.constant().call()) : "-",
                    calls ? times(row, run -> run.constant().action()) : "-",
                    fine(row, run -> run.constant().cost().hub()),
                    fine(row, run -> run.constant().cost().redis()),
                    percent(row, run -> run.constant().cost().others())));
        }
        return lines;
    }

    private static Stream<String> doubts(List<Row> rows) {
        return rows.stream()
                .filter(row -> row.counted() < row.runs().size())
                .map(row -> "\n%s: %d of %d runs do not count: %s."
                        .formatted(
                                name(row),
                                row.runs().size() - row.counted(),
                                row.runs().size(),
                                String.join(
                                        ", ",
                                        row.runs().stream()
                                                .flatMap(run -> run.doubts().stream())
                                                .distinct()
                                                .toList())));
    }

    /** Finds the two functions of a quantile through its median over the runs. */
    private static String times(Row row, java.util.function.Function<Figures, Quantiles> of) {
        return "%.1f / %.1f / %.1f"
                .formatted(
                        row.median(run -> of.apply(run).p50()),
                        row.median(run -> of.apply(run).p99()),
                        row.median(run -> of.apply(run).p999()));
    }

    private static String name(Row row) {
        return row.work().name().toLowerCase(Locale.ROOT) + ", " + row.durability();
    }

    private static String whole(Row row, ToDoubleFunction<Figures> figure) {
        return "%,.0f".formatted(row.median(figure));
    }

    private static String fine(Row row, ToDoubleFunction<Figures> figure) {
        return "%.3f".formatted(row.median(figure));
    }

    private static String percent(Row row, ToDoubleFunction<Figures> figure) {
        return "%.0f %%".formatted(100 * row.median(figure));
    }

    private static String number(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    private static List<String> head(String... names) {
        return List.of(cells(names), "|---".repeat(names.length) + "|");
    }

    private static String cells(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
