package dev.signalbox.flow.task;

import dev.signalbox.flow.process.Effect;
import dev.signalbox.flow.process.Instance;
import java.util.regex.Pattern;

/**
 * W3C trace context of what is done outside. Spans are derived, not drawn: the attempt that is repeated after a crash is the same span,
 * and a delivery without a context gives all calls of an instance one trace.
 */
final class TraceParent {

    private static final Pattern VALID = Pattern.compile("[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private TraceParent() {}

    /** The {@code traceparent} of an attempt: a child of the delivery's. */
    static String of(Instance instance, Effect.Outward effect) {
        String parent = instance.origin().traceParent();
        String span =
                Digest.hex(effect.key(), Integer.toString(effect.attempt())).substring(0, 16);
        return parent != null && VALID.matcher(parent).matches()
                ? "00" + parent.substring(2, 36) + span + parent.substring(52, 55)
                : "00-" + Digest.hex(instance.id()).substring(0, 32) + '-' + span + "-01";
    }
}
