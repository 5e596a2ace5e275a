package dev.signalbox;

import dev.signalbox.admin.Hubs;
import dev.signalbox.hubs.Agreement;
import dev.signalbox.hubs.Member;
import dev.signalbox.hubs.RedisHubs;
import dev.signalbox.metrics.RedisVitals;
import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The hubs as they meet in Redis, with the partitions as they were last looked at. */
record MetHubs(RedisHubs redis, RedisVitals vitals, String self) implements Hubs {

    @Override
    public Future<Hubs.View> look() {
        return redis.look().map(this::shown);
    }

    @Override
    public Future<Moved> move(int partition, String hub) {
        if (partition >= vitals.partitions().size()) {
            return absent(partition);
        }
        return redis.pin(partition, hub).compose(pinned -> switch (pinned) {
            case DONE -> look().map(Moved.Done::new);
            case ABSENT -> Future.succeededFuture(new Moved.Absent("hub", hub));
            case GONE -> Future.succeededFuture(new Moved.Gone(hub));
        });
    }

    @Override
    public Future<Moved> free(int partition) {
        return partition >= vitals.partitions().size()
                ? absent(partition)
                : redis.unpin(partition).compose(free -> look().map(Moved.Done::new));
    }

    private static Future<Moved> absent(int partition) {
        return Future.succeededFuture(new Moved.Absent("partition", String.valueOf(partition)));
    }

    private Hubs.View shown(Agreement agreed) {
        List<Partition> partitions =
                vitals.partitions().stream().map(one -> shown(one, agreed)).toList();
        return new Hubs.View(
                agreed.members().stream().map(hub -> shown(hub, partitions)).toList(), partitions);
    }

    private Hub shown(Member hub, List<Partition> partitions) {
        return new Hub(
                hub.id(),
                hub.id().equals(self),
                hub.state().name().toLowerCase(Locale.ROOT),
                hub.self().admin(),
                hub.self().ingest(),
                hub.self().version(),
                hub.self().startedAt(),
                hub.seenAt(),
                partitions.stream()
                        .filter(one -> Objects.equals(one.hub(), hub.id()))
                        .map(Partition::number)
                        .toList());
    }

    private static Partition shown(RedisVitals.Partition one, Agreement agreed) {
        return new Partition(
                one.number(),
                one.until() > agreed.time() ? one.hub() : null,
                wanted(one.number(), agreed),
                !agreed.pins().get(one.number()).isEmpty(),
                one.epoch(),
                one.position(),
                one.last(),
                Math.max(0, one.last() - one.position()),
                one.ageMillis(),
                one.closed() == null ? "open" : one.closed());
    }

    private static @Nullable String wanted(int partition, Agreement agreed) {
        String hub = agreed.shares().get(partition);
        return agreed.members().stream().anyMatch(one -> one.id().equals(hub) && one.state() == Member.State.ALIVE)
                ? hub
                : null;
    }
}
