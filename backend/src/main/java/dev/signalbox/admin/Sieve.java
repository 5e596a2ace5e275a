package dev.signalbox.admin;

import dev.signalbox.event.Envelope;
import org.jspecify.annotations.Nullable;

/** Whether an event is one that was asked for. */
final class Sieve {

    private static final String DUPLICATE = "duplicate";

    private Sieve() {}

    static boolean passes(Events.Wanted wanted, Events.Seen seen) {
        Envelope envelope = seen.entry().offer().envelope();
        return is(wanted.source(), envelope.id().source())
                && begins(wanted.type(), envelope.type())
                && is(wanted.subject(), envelope.subject())
                && (wanted.rule() == null || seen.rules().stream().anyMatch(rule -> begins(wanted.rule(), rule)))
                && is(wanted.state(), seen.state())
                && hasOutcome(wanted.outcome(), seen)
                && seen.entry().at() >= wanted.range().from()
                && seen.entry().at() < wanted.range().to();
    }

    private static boolean hasOutcome(@Nullable String wanted, Events.Seen seen) {
        return DUPLICATE.equals(wanted) ? seen.duplicates() > 0 : is(wanted, seen.outcome());
    }

    private static boolean is(@Nullable String wanted, @Nullable String found) {
        return wanted == null || wanted.equals(found);
    }

    private static boolean begins(@Nullable String wanted, String found) {
        return wanted == null
                || (wanted.endsWith("*")
                        ? found.startsWith(wanted.substring(0, wanted.length() - 1))
                        : wanted.equals(found));
    }
}
