package dev.signalbox.admin;

import dev.signalbox.event.Envelope;
import dev.signalbox.event.TypePattern;
import org.jspecify.annotations.Nullable;

/** Whether an event is one that was asked for. */
final class Sieve {

    private static final String DUPLICATE = "duplicate";

    private Sieve() {}

    static boolean passes(Events.Wanted wanted, Events.Seen seen) {
        Envelope envelope = seen.entry().offer().envelope();
        return is(wanted.source(), envelope.id().source())
                && TypePattern.passes(wanted.type(), envelope.type())
                && is(wanted.subject(), envelope.subject())
                && (wanted.rule() == null
                        || seen.rules().stream().anyMatch(rule -> TypePattern.passes(wanted.rule(), rule)))
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
}
