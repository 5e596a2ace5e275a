package dev.signalbox.flow;

import dev.signalbox.flow.journal.Blame;
import dev.signalbox.flow.match.Session;
import dev.signalbox.redis.KeySpace;
import java.time.Instant;
import java.util.Locale;

/** The rule that does not come to an end, and at what: for people, and for the next owner. */
record Culprit(int partition, Sight sight) {

    private String rule() {
        Session session = sight.what().session();
        String name = session.running();
        int slash = name.indexOf('/');
        return slash < 0
                ? "a condition of version " + session.rulebook()
                : "rule \"" + name.substring(slash + 1) + "\" of pack \"" + name.substring(0, slash) + '"';
    }

    private String at() {
        String event = "the event at position " + sight.what().position();
        if (sight.second() > 0) {
            return "the second " + Instant.ofEpochMilli(sight.second()) + " of the clock";
        }
        return sight.what().replay() ? "the replay of " + event : event;
    }

    /** How it is while it is not yet over, with what will be. */
    String sentence(long limit) {
        return "partition " + partition + ": " + rule() + " has been deciding " + at() + " for "
                + seconds(sight.spent()) + "; at " + seconds(limit)
                + " (--rule-time) the hub ends with code 70, and its next start leaves that out";
    }

    /** How it was when it was over. */
    String cause() {
        String how = sight.waited() > sight.used() ? " waited for " : " used ";
        String what = sight.waited() > sight.used() ? " without an end" : " of processor time without an end";
        return "endless: " + rule() + how + seconds(sight.spent()) + what;
    }

    /** What somebody should do now. */
    String advice() {
        return isQuarantine()
                ? at() + " is put in quarantine: fix the rule, or roll the pack back"
                : at() + " passes without this version of the rules: fix the rule, or roll the pack back";
    }

    Blame blame(KeySpace keys, long now) {
        int rulebook = sight.what().session().rulebook();
        String row = new Cause(cause(), now, rulebook).row();
        if (isQuarantine()) {
            return new Blame(
                    keys.quarantine(partition), Long.toString(sight.what().position()), row);
        }
        String field = sight.second() > 0
                ? Faults.second(rulebook, sight.second())
                : Faults.position(rulebook, sight.what().position());
        return new Blame(keys.faulty(partition), field, row);
    }

    private boolean isQuarantine() {
        return sight.second() == 0 && !sight.what().replay();
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
    }
}
