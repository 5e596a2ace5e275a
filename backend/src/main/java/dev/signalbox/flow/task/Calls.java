package dev.signalbox.flow.task;

import dev.signalbox.egress.Answer;
import dev.signalbox.egress.EgressClient;
import dev.signalbox.egress.Outgoing;
import dev.signalbox.failpoint.Failpoint;
import dev.signalbox.failpoint.Failpoints;
import dev.signalbox.flow.process.Command;
import dev.signalbox.flow.process.Effect;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.trace.Moment;
import dev.signalbox.trace.Trace;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Makes the calls that committed transitions asked for. An attempt that was made and not recorded is made again after a
 * crash, with the same {@code Idempotency-Key}.
 */
public final class Calls {

    private final EgressClient egress;
    private final Trace trace;
    private final Failpoints failpoints;
    private final InstantSource clock;

    public Calls(EgressClient egress, Trace trace, Failpoints failpoints, InstantSource clock) {
        this.egress = egress;
        this.trace = trace;
        this.failpoints = failpoints;
        this.clock = clock;
    }

    /** Makes one attempt, from any thread. Its outcome is told on another thread, whatever happens: exactly one. */
    public void make(Attempt attempt, Consumer<Outcome> then) {
        failpoints.pass(Failpoint.OUTBOX_BEFORE_CALL);
        Instant begun = clock.instant();
        Map<String, String> headers = headers(attempt);
        egress.call(outgoing(attempt.call(), headers))
                .map(this::received)
                .otherwise(Calls::lost)
                .map(answer -> Reading.command(attempt.call(), headers, answer, took(begun)))
                .otherwise(fault -> Reading.broken(attempt.call(), fault, took(begun)))
                .onComplete(read -> end(attempt, read.result(), took(begun), then));
    }

    private Answer received(Answer answer) {
        failpoints.pass(Failpoint.OUTBOX_AFTER_CALL);
        if (failpoints.losesReply(Failpoint.OUTBOX_AFTER_CALL)) {
            throw new IllegalStateException("the answer is lost at " + Failpoint.OUTBOX_AFTER_CALL);
        }
        return answer;
    }

    /** What goes wrong before an answer is there has lost it: the target may have acted, as when a connection breaks. */
    private static Answer lost(Throwable cause) {
        return new Answer.Failed(Answer.Kind.CONNECTION, "the answer is lost: " + cause);
    }

    private static Outgoing outgoing(Effect.Call call, Map<String, String> headers) {
        Buffer body = call.body() == null
                ? Buffer.buffer()
                : Buffer.buffer(call.body().toString());
        return new Outgoing(call.method(), call.uri(), headers, body, Outgoing.DEFAULT_TIMEOUT);
    }

    /** The task's own headers, save those that make a repeated call recognisable: these are the hub's. */
    private static Map<String, String> headers(Attempt attempt) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("User-Agent", "signalbox");
        if (attempt.call().body() != null) {
            headers.put("Content-Type", "application/json");
        }
        headers.putAll(attempt.call().headers());
        headers.put("Idempotency-Key", attempt.call().key());
        headers.put("traceparent", TraceParent.of(attempt.instance(), attempt.call()));
        return headers;
    }

    private void end(Attempt attempt, Command command, long took, Consumer<Outcome> then) {
        trace.tell(moment(attempt, command, clock.millis(), took));
        then.accept(new Outcome(attempt.instance().id(), command));
    }

    private long took(Instant begun) {
        return Duration.between(begun, clock.instant()).toNanos();
    }

    private static Moment moment(Attempt attempt, Command command, long now, long took) {
        Instance instance = attempt.instance();
        String cause = command instanceof Command.Failed failed ? failed.fault().title() : "";
        return new Moment.Attempt(
                now,
                instance.id(),
                instance.definition(),
                attempt.task(),
                attempt.call().attempt(),
                cause.isEmpty() ? "succeeded" : "failed",
                cause,
                attempt.first(),
                now - instance.origin().received(),
                took,
                instance.origin().event(),
                instance.origin().partition(),
                instance.origin().position());
    }
}
