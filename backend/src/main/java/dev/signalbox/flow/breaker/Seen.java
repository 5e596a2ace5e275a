package dev.signalbox.flow.breaker;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToIntFunction;

/**
 * One target as all hubs see it.
 *
 * @param calls of the last seconds
 * @param failed of these
 * @param underWay calls that were made and have not ended
 * @param waiting calls that were not made yet, for whatever reason
 * @param delayed retries among them
 * @param error the last one, one line; empty for none
 * @param errorAt milliseconds since the epoch
 * @param oldest of those that wait
 */
public record Seen(
        String target,
        Standing standing,
        int calls,
        int failed,
        int underWay,
        int waiting,
        int delayed,
        String error,
        long errorAt,
        List<Report.Held> oldest) {

    /** What a hub said longer ago is of no interest: it has ended, or sleeps. */
    private static final long FRESH_MILLIS = 5_000;

    private static final int OLDEST = 20;

    static List<Seen> of(Map<String, Standing> standings, List<Report> reports, long now) {
        List<Report.Target> told = reports.stream()
                .filter(report -> now - report.at() < FRESH_MILLIS)
                .flatMap(report -> report.targets().stream())
                .toList();
        TreeSet<String> targets = new TreeSet<>(standings.keySet());
        told.forEach(each -> targets.add(each.target()));
        return targets.stream()
                .map(target -> one(
                        target,
                        standings.getOrDefault(target, Standing.ALWAYS_CLOSED),
                        told.stream()
                                .filter(each -> each.target().equals(target))
                                .toList()))
                .toList();
    }

    private static Seen one(String target, Standing standing, List<Report.Target> told) {
        Report.Target last = told.stream()
                .max(Comparator.comparingLong(Report.Target::errorAt))
                .orElse(null);
        return new Seen(
                target,
                standing,
                sum(told, Report.Target::calls),
                sum(told, Report.Target::failed),
                sum(told, Report.Target::underWay),
                sum(told, Report.Target::waiting),
                sum(told, Report.Target::delayed),
                last == null ? "" : last.error(),
                last == null ? 0 : last.errorAt(),
                told.stream()
                        .flatMap(each -> each.oldest().stream())
                        .sorted(Comparator.comparingLong(Report.Held::since))
                        .limit(OLDEST)
                        .toList());
    }

    private static int sum(List<Report.Target> told, ToIntFunction<Report.Target> count) {
        return told.stream().mapToInt(count).sum();
    }

    /** Tasks that are held: those that wait because the breaker is not closed. */
    public int held() {
        return standing.phase() == Standing.Phase.CLOSED ? 0 : waiting;
    }
}
