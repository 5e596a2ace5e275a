package dev.signalbox.flow.task;

import dev.signalbox.egress.EgressClient;
import dev.signalbox.failpoint.Failpoint;
import dev.signalbox.failpoint.Failpoints;
import dev.signalbox.flow.process.Command;
import dev.signalbox.flow.process.Effect;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.secret.KnownSecrets;
import dev.signalbox.flow.sink.Sending;
import dev.signalbox.trace.Moment;
import dev.signalbox.trace.Trace;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Does outside what committed transitions asked for. An attempt that was made and not recorded is made again after a
 * crash, with the same {@code Idempotency-Key}.
 */
public final class Calls {

    private final HttpCalls http;
    private final Sends sends;
    private final Trace trace;
    private final Failpoints failpoints;
    private final InstantSource clock;

    public Calls(
            EgressClient egress,
            KnownSecrets secrets,
            Sending sinks,
            Trace trace,
            Failpoints failpoints,
            InstantSource clock) {
        this.http = new HttpCalls(egress, new GuardedCalls(egress, secrets, clock));
        this.sends = new Sends(sinks);
        this.trace = trace;
        this.failpoints = failpoints;
        this.clock = clock;
    }

    /** What came back, to be made a command of once it is known how long it took. */
    @FunctionalInterface
    interface Came {
        Command command(long tookNanos);
    }

    /** Makes one attempt, from any thread. Its outcome is told on another thread, whatever happens: exactly one. */
    public void make(Attempt attempt, Consumer<Outcome> then) {
        failpoints.pass(Failpoint.OUTBOX_BEFORE_CALL);
        Instant begun = clock.instant();
        Effect.Outward effect = attempt.effect();
        Function<Throwable, Came> lost = cause -> lost(effect, cause);
        come(attempt)
                .map(this::received)
                .otherwise(lost)
                .map(came -> came.command(took(begun)))
                .otherwise(fault -> Reading.broken(effect, fault, took(begun)))
                .onComplete(read -> end(attempt, read.result(), took(begun), then));
    }

    private Future<Came> come(Attempt attempt) {
        return attempt.effect() instanceof Effect.Call call
                ? http.make(attempt.instance(), call)
                : sends.make(attempt.instance(), (Effect.Send) attempt.effect());
    }

    private Came received(Came came) {
        failpoints.pass(Failpoint.OUTBOX_AFTER_CALL);
        if (failpoints.losesReply(Failpoint.OUTBOX_AFTER_CALL)) {
            throw new IllegalStateException("the answer is lost at " + Failpoint.OUTBOX_AFTER_CALL);
        }
        return came;
    }

    /** What goes wrong before an answer is there has lost it: the target may have acted, as when a connection breaks. */
    private static Came lost(Effect.Outward effect, Throwable cause) {
        return took -> Reading.lost(effect, "the answer is lost: " + cause, took);
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
                attempt.effect().attempt(),
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
