package dev.signalbox.flow.breaker;

import dev.signalbox.flow.breaker.Standing.Phase;
import dev.signalbox.flow.breaker.Verdict.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The way to one target at one hub: decides which calls go, and what the breaker should become. It asks nobody and does
 * nothing; whoever owns it makes the calls of {@link #start}, and {@link #follow}s what all hubs agree upon.
 */
final class Gate {

    private final String me;
    private final Limits limits;
    private final RandomGenerator random;
    private final Window window;
    private final Budget budget;
    private final Map<Errand, Waiting> first = new LinkedHashMap<>();
    private final Map<Errand, Waiting> again = new LinkedHashMap<>();
    private Standing standing = Standing.ALWAYS_CLOSED;
    private int underWay;
    private int good;
    private boolean ramping;
    private @Nullable Errand probe;
    private @Nullable Standing wish;
    private boolean asking;
    private Failure last = new Failure("", 0);
    private long used;

    /** A call that waits since a time, milliseconds since the epoch. */
    record Waiting(Errand errand, long since) {}

    /** The last one; time 0 for none. */
    record Failure(String cause, long at) {}

    /** @param me the hub's id */
    Gate(String me, Limits limits, RandomGenerator random, long now) {
        this.me = me;
        this.limits = limits;
        this.random = random;
        this.window = new Window(limits);
        this.budget = new Budget(limits.retries(), now);
        this.used = now;
    }

    void enter(Errand errand, long now) {
        used = now;
        (errand.again() ? again : first).put(errand, new Waiting(errand, now));
    }

    void withdraw(Errand errand) {
        first.remove(errand);
        again.remove(errand);
    }

    boolean isWaiting(Errand errand) {
        return first.containsKey(errand) || again.containsKey(errand);
    }

    /** Why it does not go: {@code open}, {@code turn} or {@code budget}. */
    String why(Errand errand) {
        if (!standing.is(Phase.CLOSED)) {
            return "open";
        }
        return errand.again() && underWay < width() ? "budget" : "turn";
    }

    /** Calls that go now, in the order of their coming. */
    List<Errand> start(long now) {
        List<Errand> going = new ArrayList<>();
        while (underWay < width() || probes()) {
            Waiting next = next(now);
            if (next == null) {
                break;
            }
            if (probes()) {
                probe = next.errand();
            }
            underWay++;
            going.add(next.errand());
        }
        ask(now);
        return going;
    }

    /** Calls under way that it bears. */
    int width() {
        if (!standing.is(Phase.CLOSED)) {
            return 0;
        }
        return ramping
                ? Math.min(
                        limits.width(),
                        limits.ramp().first() + good / limits.ramp().step())
                : limits.width();
    }

    private boolean probes() {
        return standing.is(Phase.HALF_OPEN) && standing.hub().equals(me) && probe == null;
    }

    /** Who came first; but retries only within their budget. */
    private @Nullable Waiting next(long now) {
        Waiting fresh = head(first);
        Waiting retry = head(again);
        if (retry != null && (fresh == null || retry.since() < fresh.since()) && takesRetry(now)) {
            return again.remove(retry.errand());
        }
        if (fresh == null) {
            return null;
        }
        budget.first();
        return first.remove(fresh.errand());
    }

    private boolean takesRetry(long now) {
        return standing.is(Phase.HALF_OPEN) || budget.takes(now);
    }

    private static @Nullable Waiting head(Map<Errand, Waiting> line) {
        return line.isEmpty() ? null : line.values().iterator().next();
    }

    /** A call ended. */
    void ended(Errand errand, Verdict verdict, long now) {
        underWay--;
        used = now;
        boolean failed = verdict.kind() == Kind.FAILED;
        if (failed) {
            last = new Failure(verdict.cause(), now);
        }
        if (errand.equals(probe)) {
            probe = null;
            answered(verdict, now);
        } else if (verdict.kind() != Kind.UNKNOWN) {
            count(failed, now);
        }
    }

    private void answered(Verdict verdict, long now) {
        if (standing.is(Phase.HALF_OPEN) && standing.hub().equals(me) && verdict.kind() != Kind.UNKNOWN) {
            wish = verdict.kind() == Kind.GOOD
                    ? standing.closed(now)
                    : standing.opened(now, verdict.cause(), limits, random);
        }
    }

    private void count(boolean failed, long now) {
        if (!standing.is(Phase.CLOSED)) {
            return;
        }
        window.add(!failed, now);
        good += failed ? 0 : 1;
        ramping &= width() < limits.width();
        if (failed && window.trips(now)) {
            wish = standing.opened(now, last.cause(), limits, random);
        }
    }

    /** Somebody waits, and the time has come to let one try. */
    private void ask(long now) {
        if (standing.mayProbe(now) && !(first.isEmpty() && again.isEmpty())) {
            wish = standing.probed(now, me, limits);
        }
    }

    /** What the breaker should become; null for no change. The next wish comes after this one is {@link #settled}. */
    @Nullable
    Standing wish() {
        Standing wanted = asking ? null : wish;
        asking |= wanted != null;
        wish = null;
        return wanted;
    }

    /** The wish was heard, or got lost. */
    void settled() {
        asking = false;
    }

    Standing standing() {
        return standing;
    }

    /** What all hubs agree upon. */
    void follow(Standing agreed) {
        if (agreed.equals(standing)) {
            return;
        }
        boolean closes = agreed.is(Phase.CLOSED) && !standing.is(Phase.CLOSED);
        boolean opens = agreed.is(Phase.OPEN) && !standing.is(Phase.OPEN);
        standing = agreed;
        wish = null;
        if (closes || opens) {
            window.clear();
            good = 0;
            probe = null;
            ramping = closes;
        }
    }

    Report.Target report(String target, long now, int most) {
        List<Report.Held> oldest = waiting()
                .limit(most)
                .map(each ->
                        new Report.Held(each.errand().instance(), each.errand().task(), each.since()))
                .toList();
        return new Report.Target(
                target,
                window.calls(now),
                window.failed(now),
                underWay,
                width(),
                first.size() + again.size(),
                again.size(),
                last.cause(),
                last.at(),
                oldest);
    }

    boolean isIdle(long now, long millis) {
        return underWay == 0 && first.isEmpty() && again.isEmpty() && standing.is(Phase.CLOSED) && now - used > millis;
    }

    private Stream<Waiting> waiting() {
        return Stream.concat(first.values().stream(), again.values().stream());
    }
}
