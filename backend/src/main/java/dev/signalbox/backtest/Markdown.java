package dev.signalbox.backtest;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A result as one pastes it under a change. */
public final class Markdown {

    private static final int MOST = 20;
    private static final int LONGEST = 200;

    private Markdown() {}

    public static String of(Result result) {
        StringBuilder text = new StringBuilder();
        Counts total = result.total();
        line(
                text,
                "**%,d events decided again:** fired %,d → %,d; **+%,d new, −%,d lost**, %,d same, %,d with another input%n",
                result.events(),
                total.fired().before(),
                total.fired().after(),
                total.fresh(),
                total.lost(),
                total.same(),
                total.changed());
        failed(text, "as before", result.before());
        failed(text, "with this change", result.after());
        result.notes().forEach(note -> line(text, "> %s%n", note));
        matrix(text, result.rules());
        changes(text, result);
        return text.toString();
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static void failed(StringBuilder text, String side, Result.Failed failed) {
        failed.causes().forEach(cause -> line(text, "- %s, %,d failed: %s", side, cause.count(), cell(cause.cause())));
        if (!failed.causes().isEmpty()) {
            text.append('\n');
        }
    }

    private static void matrix(StringBuilder text, Map<String, Counts> rules) {
        List<Map.Entry<String, Counts>> moved =
                rules.entrySet().stream().filter(each -> moves(each.getValue())).toList();
        if (moved.isEmpty()) {
            line(text, "No rule decides anything differently.");
            return;
        }
        line(text, "| rule | fired | after | new | lost | other input | same |");
        line(text, "|---|--:|--:|--:|--:|--:|--:|");
        moved.forEach(each -> {
            Counts counts = each.getValue();
            line(
                    text,
                    "| %s | %,d | %,d | %,d | %,d | %,d | %,d |",
                    cell(each.getKey()),
                    counts.fired().before(),
                    counts.fired().after(),
                    counts.fresh(),
                    counts.lost(),
                    counts.changed(),
                    counts.same());
        });
    }

    private static boolean moves(Counts counts) {
        return counts.fresh() + counts.lost() + counts.changed() > 0
                || counts.fired().before() != counts.fired().after()
                || counts.emits().before() != counts.emits().after()
                || counts.cancels().before() != counts.cancels().after()
                || counts.alerts().before() != counts.alerts().after();
    }

    private static void changes(StringBuilder text, Result result) {
        if (result.changes().isEmpty()) {
            return;
        }
        line(text, "%n| event | received | before | after |");
        line(text, "|---|---|---|---|");
        result.changes().stream().limit(MOST).forEach(change -> {
            Moment moment = change.moment();
            String event = moment.second() > 0
                    ? "a second of the clock"
                    : moment.type() + " `" + moment.event().id() + '`';
            line(
                    text,
                    "| %s | %s | %s | %s |",
                    cell(event),
                    Instant.ofEpochMilli(moment.at()),
                    cell(told(change.before())),
                    cell(told(change.after())));
        });
        if (result.changed() > MOST) {
            line(
                    text,
                    "%n%,d more differ.",
                    result.changed() - Math.min(MOST, result.changes().size()));
        }
    }

    private static String told(Version version) {
        if (version.fault() != null) {
            return "fails: " + version.fault();
        }
        if (version.matched().isEmpty()) {
            return "nothing";
        }
        String starts = version.starts().stream()
                .map(start -> start.definition()
                        + '('
                        + start.key()
                        + ')'
                        + (start.verdict().equals("changed") ? " " + start.input() : ""))
                .collect(Collectors.joining(", "));
        return String.join(", ", version.matched()) + (starts.isEmpty() ? "" : " starts " + starts);
    }

    /** What stands in a cell breaks no table and is no markup. */
    private static String cell(String text) {
        String line = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        return line.replaceAll("\\s+", " ").replace("|", "\\|").replace("<", "&lt;");
    }
}
