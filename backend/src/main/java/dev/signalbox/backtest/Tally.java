package dev.signalbox.backtest;

import dev.signalbox.backtest.Counts.Two;
import dev.signalbox.event.EventId;
import dev.signalbox.flow.match.Intention;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts by rule what the sides did, and why they failed. */
final class Tally {

    /** More causes than a person reads. */
    private static final int MOST_CAUSES = 20;

    private final Map<String, Counts> rules = new TreeMap<>();
    private final Failures before = new Failures();
    private final Failures after = new Failures();

    Tally(Collection<String> before, Collection<String> after) {
        before.forEach(rule -> rules.put(rule, Counts.NONE));
        after.forEach(rule -> rules.put(rule, Counts.NONE));
    }

    void add(Moment moment, Version old, Version now) {
        old.matched().forEach(rule -> add(rule, fired(new Two(1, 0))));
        now.matched().forEach(rule -> add(rule, fired(new Two(0, 1))));
        old.starts().stream().filter(start -> start.verdict().equals("lost")).forEach(this::start);
        now.starts().forEach(this::start);
        old.others().forEach(each -> add(each.rule(), said(each, new Two(1, 0))));
        now.others().forEach(each -> add(each.rule(), said(each, new Two(0, 1))));
        if (old.fault() != null) {
            before.add(old.fault(), moment);
        }
        if (now.fault() != null) {
            after.add(now.fault(), moment);
        }
    }

    private void add(String rule, Counts counts) {
        rules.merge(rule, counts, Counts::plus);
    }

    private static Counts fired(Two fired) {
        return new Counts(fired, 0, 0, 0, 0, Two.NONE, Two.NONE, Two.NONE);
    }

    private void start(Started start) {
        String verdict = start.verdict();
        add(
                start.rule(),
                new Counts(
                        Two.NONE,
                        verdict.equals("new") ? 1 : 0,
                        verdict.equals("lost") ? 1 : 0,
                        verdict.equals("same") ? 1 : 0,
                        verdict.equals("changed") ? 1 : 0,
                        Two.NONE,
                        Two.NONE,
                        Two.NONE));
    }

    private static Counts said(Intention what, Two said) {
        return new Counts(
                Two.NONE,
                0,
                0,
                0,
                0,
                what instanceof Intention.Emit ? said : Two.NONE,
                what instanceof Intention.Cancel ? said : Two.NONE,
                what instanceof Intention.Alert ? said : Two.NONE);
    }

    Map<String, Counts> rules() {
        return new LinkedHashMap<>(rules);
    }

    Result.Failed failedBefore() {
        return before.told();
    }

    Result.Failed failedAfter() {
        return after.told();
    }

    private static final class Failures {
        private final Map<String, Result.Cause> causes = new LinkedHashMap<>();
        private long count;

        void add(String cause, Moment moment) {
            count++;
            Result.Cause known = causes.get(cause);
            if (known != null || causes.size() < MOST_CAUSES) {
                EventId example = known == null ? moment.event() : known.example();
                causes.put(cause, new Result.Cause(cause, known == null ? 1 : known.count() + 1, example));
            }
        }

        Result.Failed told() {
            return new Result.Failed(count, List.copyOf(causes.values()));
        }
    }
}
