package dev.signalbox.flow.task;

import dev.signalbox.egress.EgressClient;
import dev.signalbox.failpoint.Failpoint;
import dev.signalbox.failpoint.Failpoints;
import dev.signalbox.flow.breaker.Errand;
import dev.signalbox.flow.breaker.Passage;
import dev.signalbox.flow.breaker.Verdict;
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
import org.jspecify.annotations.Nullable;

/**
 * Does outside what committed transitions asked for. An attempt that was made and not recorded is made again after a
 * crash, with the same {@code Idempotency-Key}.
 */
public final class Calls {

    private final HttpCalls http;
    private final Sends sends;
    private final Passage passage;
    private final Trace trace;
    private final Failpoints failpoints;
    private final InstantSource clock;

    public Calls(Outlets outlets, Trace trace, Failpoints failpoints, InstantSource clock) {
        this.http =
                new HttpCalls(outlets.egress(), new GuardedCalls(outlets.egress(), outlets.secrets(), clock), clock);
        this.sends = new Sends(outlets.sinks());
        this.passage = outlets.passage();
        this.trace = trace;
        this.failpoints = failpoints;
        this.clock = clock;
    }

    /** What leads outside. */
    public record Outlets(EgressClient egress, KnownSecrets secrets, Sending sinks, Passage passage) {}

    /** What came back, to be made a command of once it is known how long it took. */
    @FunctionalInterface
    interface Came {
        Command command(long tookNanos);

        /** What it says of the target. */
        default Verdict verdict() {
            return Verdict.UNKNOWN;
        }
    }

    /**
     * Makes one attempt when its target takes it, from any thread. Its outcome is told on another thread, whatever happens:
     * exactly one, unless it is given up before it was made.
     *
     * @param waits told true when it cannot be made at once, and then false when it is made; on another thread
     */
    public Pending make(Attempt attempt, Consumer<Boolean> waits, Consumer<Outcome> then) {
        failpoints.pass(Failpoint.OUTBOX_BEFORE_CALL);
        String target = attempt.effect() instanceof Effect.Call call ? target(call.uri()) : null;
        if (target == null) {
            var unusedVerdict = go(attempt, then);
            return Pending.BEGUN;
        }
        Errand errand = new Errand(
                target, attempt.again(), attempt.instance().id(), attempt.task(), waits, () -> go(attempt, then));
        passage.enter(errand);
        return () -> passage.withdraw(errand);
    }

    /** Where a call leads, as {@code scheme://host:port}; null when it leads nowhere. */
    public static @Nullable String target(String uri) {
        return EgressClient.target(uri);
    }

    private Future<Verdict> go(Attempt attempt, Consumer<Outcome> then) {
        Instant begun = clock.instant();
        Effect.Outward effect = attempt.effect();
        Function<Throwable, Came> lost = cause -> lost(effect, cause);
        return come(attempt).map(this::received).otherwise(lost).map(came -> {
            Command command = command(effect, came, took(begun));
            end(attempt, command, took(begun), then);
            return came.verdict();
        });
    }

    private static Command command(Effect.Outward effect, Came came, long took) {
        try {
            return came.command(took);
        } catch (RuntimeException e) {
            return Reading.broken(effect, e, took);
        }
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
