package dev.signalbox;

import dev.signalbox.admin.Breakers;
import dev.signalbox.flow.breaker.Gates;
import dev.signalbox.flow.breaker.RedisBreakers;
import dev.signalbox.flow.breaker.Seen;
import dev.signalbox.metrics.BreakerGauges;
import dev.signalbox.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The breakers of this hub, which follow those of the others; with what people and Prometheus see of them. */
final class BreakerLane implements BreakerGauges {

    private static final long FOLLOW_MILLIS = 250;
    private static final long REPORT_MILLIS = 1_000;

    private final Ends.Parts parts;
    private final Gates gates;
    private final Map<Change, Long> changes = new ConcurrentHashMap<>();
    private final Map<Change, Long> waits = new ConcurrentHashMap<>();
    private volatile List<Seen> seen = List.of();

    private BreakerLane(Vertx vertx, RedisBreakers redis, Ends.Parts parts) {
        Gates.Changes counted = new Gates.Changes() {
            @Override
            public void became(String target, String phase) {
                changes.merge(new Change(target, phase), 1L, Long::sum);
            }

            @Override
            public void waits(String target, String why) {
                waits.merge(new Change(target, why), 1L, Long::sum);
            }
        };
        this.parts = parts;
        this.gates =
                new Gates(vertx, new Gates.Parts(redis, parts.company().hub(), parts.clock(), parts.random(), counted));
    }

    /** It knows how all breakers stand when this returns. */
    static BreakerLane open(Vertx vertx, Ends.Parts parts, Rounds rounds) {
        RedisBreakers redis = new RedisBreakers(parts.store().link(), parts.keys());
        BreakerLane lane = new BreakerLane(vertx, redis, parts);
        Ready.await("the breakers", redis.load().compose(loaded -> lane.gates.look()));
        rounds.each(FOLLOW_MILLIS, "the look at breakers", lane.gates::look);
        rounds.each(REPORT_MILLIS, "the report of targets", () -> lane.gates
                .report()
                .compose(told -> redis.seen(parts.clock().millis()))
                .onSuccess(all -> lane.seen = all));
        parts.metrics().add(lane);
        return lane;
    }

    Gates gates() {
        return gates;
    }

    /** What people see of them and do, over a connection of their own. What they do is in force here when it is answered. */
    Breakers door(RedisLink link) {
        RedisBreakers redis = new RedisBreakers(link, parts.keys());
        return new Breakers() {
            @Override
            public Future<List<Seen>> list() {
                return redis.seen(parts.clock().millis());
            }

            @Override
            public Future<Void> set(String target, boolean open, String who, String why) {
                RedisBreakers.Hand hand =
                        new RedisBreakers.Hand(who, why, parts.clock().millis());
                return redis.byHand(target, open, hand).compose(done -> gates.look());
            }
        };
    }

    /** All targets, as they were seen last. */
    List<Seen> seen() {
        return seen;
    }

    @Override
    public List<Target> targets() {
        return seen.stream()
                .map(one ->
                        new Target(one.target(), one.standing().phase().word(), one.held(), one.waiting() - one.held()))
                .toList();
    }

    @Override
    public Map<Change, Long> changes() {
        return new TreeMap<>(changes);
    }

    @Override
    public Map<Change, Long> waits() {
        return new TreeMap<>(waits);
    }
}
