package dev.signalbox.admin;

import dev.signalbox.event.Envelope;
import org.jspecify.annotations.Nullable;

/** Whether an event is one that was asked for. */
final class Sieve {

    private Sieve() {}

    static boolean passes(Events.Wanted wanted, Events.Seen seen) {
        Envelope envelope = seen.entry().offer().envelope();
        return is(wanted.source(), envelope.id().source())
                && isType(wanted.type(), envelope.type())
                && is(wanted.subject(), envelope.subject())
                && (wanted.rule() == null || seen.rules().contains(wanted.rule()))
                && is(wanted.state(), seen.state())
                && is(wanted.outcome(), seen.outcome());
    }

    private static boolean is(@Nullable String wanted, @Nullable String found) {
        return wanted == null || wanted.equals(found);
    }

    private static boolean isType(@Nullable String wanted, String type) {
        return wanted == null
                || (wanted.endsWith("*")
                        ? type.startsWith(wanted.substring(0, wanted.length() - 1))
                        : wanted.equals(type));
    }
}
