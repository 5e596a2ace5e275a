package dev.signalbox.flow.breaker;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gates of one hub, which agree with those of the other hubs in Redis. Each hub counts its own calls; the first one that
 * has seen enough failures opens the breaker for all. Owned by one event loop.
 */
public final class Gates implements Passage {

    private static final Logger LOG = LoggerFactory.getLogger(Gates.class);

    /* After so long without a call a gate is forgotten; after so long a closed breaker. */
    private static final long IDLE_MILLIS = 60_000;
    private static final long FORGOTTEN_MILLIS = 86_400_000;
    private static final int OLDEST = 20;

    private final Context loop;
    private final RedisBreakers redis;
    private final String hub;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Limits limits;
    private final Changes changes;
    private final Map<String, Gate> gates = new HashMap<>();
    private final Set<Errand> waited = new HashSet<>();
    private Map<String, Standing> known = Map.of();
    private boolean reported;

    /** Who wants to know what this hub's breakers do. */
    public interface Changes {

        /** This hub has made a breaker open, half open or closed. */
        void became(String target, String phase);

        /** A call could not go at once: {@code open}, {@code turn} or {@code budget}. */
        void waits(String target, String why);
    }

    /** What it stands on. */
    public record Parts(
            RedisBreakers redis, String hub, InstantSource clock, RandomGenerator random, Changes changes) {}

    public Gates(Vertx vertx, Parts parts) {
        this(vertx, parts, Limits.USUAL);
    }

    Gates(Vertx vertx, Parts parts, Limits limits) {
        this.loop = vertx.getOrCreateContext();
        this.redis = parts.redis();
        this.hub = parts.hub();
        this.clock = parts.clock();
        this.random = parts.random();
        this.changes = parts.changes();
        this.limits = limits;
    }

    @Override
    public void enter(Errand errand) {
        loop.runOnContext(go -> {
            Gate gate = gate(errand.target());
            gate.enter(errand, clock.millis());
            run(errand.target(), gate);
            if (gate.isWaiting(errand)) {
                changes.waits(errand.target(), gate.why(errand));
                waited.add(errand);
                errand.waits().accept(true);
            }
        });
    }

    @Override
    public void withdraw(Errand errand) {
        loop.runOnContext(go -> {
            waited.remove(errand);
            gate(errand.target()).withdraw(errand);
        });
    }

    /** Learns how all breakers stand, and goes on accordingly; that is done when the future ends. */
    public Future<Void> look() {
        return redis.all()
                .compose(all -> Future.future(done -> loop.runOnContext(go -> {
                    follow(all);
                    done.complete();
                })));
    }

    /** Tells the other hubs, and people, what this one sees. */
    public Future<Void> report() {
        return Future.<Report>future(made -> loop.runOnContext(go -> made.complete(seen())))
                .compose(this::told);
    }

    private Future<Void> told(Report report) {
        boolean silent = report.targets().isEmpty();
        if (silent && !reported) {
            return Future.succeededFuture();
        }
        reported = !silent;
        return silent ? redis.forget(hub) : redis.report(report);
    }

    private Report seen() {
        long now = clock.millis();
        gates.values().removeIf(gate -> gate.isIdle(now, IDLE_MILLIS));
        List<Report.Target> targets = gates.entrySet().stream()
                .map(gate -> gate.getValue().report(gate.getKey(), now, OLDEST))
                .toList();
        return new Report(hub, now, targets);
    }

    private Gate gate(String target) {
        return gates.computeIfAbsent(target, key -> {
            Gate made = new Gate(hub, limits, random, clock.millis());
            made.follow(known.getOrDefault(target, Standing.ALWAYS_CLOSED));
            return made;
        });
    }

    private void follow(Map<String, Standing> all) {
        known = all;
        gates.forEach((target, gate) -> {
            gate.follow(all.getOrDefault(target, Standing.ALWAYS_CLOSED));
            run(target, gate);
        });
        long now = clock.millis();
        all.forEach((target, standing) -> {
            if (standing.is(Standing.Phase.CLOSED) && now - standing.since() > FORGOTTEN_MILLIS) {
                redis.swap(target, standing, Standing.ALWAYS_CLOSED)
                        .onFailure(away -> LOG.debug("{} is forgotten later: {}", target, away.getMessage()));
            }
        });
    }

    private void run(String target, Gate gate) {
        gate.start(clock.millis()).forEach(errand -> go(gate, errand));
        Standing wish = gate.wish();
        if (wish != null) {
            redis.swap(target, gate.standing(), wish)
                    .onComplete(done -> loop.runOnContext(go -> heard(target, gate, done)));
        }
    }

    private void go(Gate gate, Errand errand) {
        if (waited.remove(errand)) {
            errand.waits().accept(false);
        }
        errand.go()
                .get()
                .otherwise(Verdict.UNKNOWN)
                .onSuccess(verdict -> loop.runOnContext(done -> ended(gate, errand, verdict)));
    }

    private void ended(Gate gate, Errand errand, Verdict verdict) {
        gate.ended(errand, verdict, clock.millis());
        run(errand.target(), gate);
    }

    private void heard(String target, Gate gate, AsyncResult<RedisBreakers.Swapped> done) {
        gate.settled();
        if (done.succeeded()) {
            Standing stands = done.result().stands();
            gate.follow(stands);
            if (done.result().done()) {
                changes.became(target, stands.phase().word());
                LOG.info(
                        "calls to {}: the breaker is {} {}",
                        target,
                        stands.phase().word(),
                        stands.cause());
            }
            run(target, gate);
        }
    }
}
