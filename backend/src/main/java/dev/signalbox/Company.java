package dev.signalbox;

import dev.signalbox.config.Config;
import dev.signalbox.flow.Partitions;
import dev.signalbox.flow.Shares;
import dev.signalbox.flow.Tenures;
import dev.signalbox.hubs.Agreement;
import dev.signalbox.hubs.Membership;
import dev.signalbox.hubs.Self;
import dev.signalbox.metrics.HubGauges;
import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisLinks;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** This hub among the others on its Redis: what it hears of them, for those who have to follow. */
record Company(Membership membership, String hub, long startedAt) implements Shares {

    private static final int WORD = 4;

    /** What is told to the others of this hub, and to whom it belongs. */
    record Setup(Config config, String hub, KeySpace keys, InstantSource clock, RandomGenerator random, String key) {}

    static Company of(Vertx vertx, RedisLinks links, Setup setup) {
        long now = setup.clock().millis();
        byte[] word = new byte[WORD];
        setup.random().nextBytes(word);
        Config.Journal journal = setup.config().journal();
        Self self = new Self(HubStatus.version(), now, "", "", setup.key());
        String run = now + "-" + HexFormat.of().formatHex(word);
        Membership.Me me = new Membership.Me(setup.hub(), run, journal.lease(), self);
        return new Company(new Membership(vertx, links, setup.keys(), journal.partitions(), me), setup.hub(), now);
    }

    /** Lets the partitions follow the shares from now on. */
    void share(Partitions partitions) {
        membership.onHeard(new Consumer<>() {
            private Agreement last = membership.agreement();

            @Override
            public void accept(Agreement agreed) {
                if (!agreed.shares().equals(last.shares()) || membership.isReplaced()) {
                    partitions.reshared();
                }
                last = agreed;
            }
        });
        Ready.await("the meeting of the hubs", membership.join());
    }

    @Override
    public boolean keeps(int partition) {
        return membership.has(partition);
    }

    @Override
    public boolean takes(int partition) {
        return membership.mayTake(partition);
    }

    @Override
    public boolean isAlone() {
        return membership.isAlone();
    }

    HubGauges measured(Tenures tenures, int partitions) {
        return new Measured(membership, tenures, partitions);
    }

    private record Measured(Membership membership, Tenures tenures, int partitions) implements HubGauges {

        @Override
        public int hubs() {
            return membership.agreement().alive();
        }

        @Override
        public List<Integer> owned() {
            return tenures.owned();
        }

        @Override
        public long fencings() {
            return tenures.fencings();
        }

        @Override
        public long handovers() {
            return tenures.handovers();
        }
    }
}
