package dev.signalbox;

import dev.signalbox.config.Config;
import dev.signalbox.config.DataFolder;
import dev.signalbox.config.StartRefused;
import dev.signalbox.flow.Partitions;
import dev.signalbox.flow.Shares;
import dev.signalbox.flow.Tenures;
import dev.signalbox.hubs.Membership;
import dev.signalbox.hubs.Self;
import dev.signalbox.metrics.HubGauges;
import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisLinks;
import dev.signalbox.security.Vault;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;

/** This hub among the others on its Redis: what it hears of them, for those who have to follow. */
record Company(Membership membership, Sealed sealed, long startedAt) implements Shares {

    private static final int WORD = 4;

    /** What this hub was told, and what it has. */
    record Setup(Config config, DataFolder data, KeySpace keys, InstantSource clock, SecureRandom random) {}

    /** @throws StartRefused when the secrets of the others are sealed with another key */
    static Company of(Vertx vertx, Store store, Setup setup) {
        Path given = setup.config().access().masterKeyFile();
        Path file = given == null ? setup.data().file("master.key") : given;
        Vault vault = Vault.at(file, setup.random());
        RedisKeyCheck check = new RedisKeyCheck(store.link(), setup.keys());
        check.refuseOther(vault, file);
        Membership membership = membership(vertx, store.links(), setup, vault.check());
        return new Company(
                membership,
                new Sealed(vault, check, membership),
                membership.me().self().startedAt());
    }

    private static Membership membership(Vertx vertx, RedisLinks links, Setup setup, String key) {
        long now = setup.clock().millis();
        byte[] word = new byte[WORD];
        setup.random().nextBytes(word);
        Config.Journal journal = setup.config().journal();
        Self self = new Self(HubStatus.version(), now, "", "", key);
        String run = now + "-" + HexFormat.of().formatHex(word);
        Membership.Me me = new Membership.Me(setup.data().hubId(), run, journal.lease(), self);
        return new Membership(vertx, links, setup.keys(), journal.partitions(), me);
    }

    String hub() {
        return membership.me().id();
    }

    /** Joins the others; from now on what they agree upon is followed. */
    void join(Following following) {
        membership.onHeard(following);
        Ready.await("the meeting of the hubs", membership.join());
    }

    /** Says where this hub is to be found; and its end, when that comes, before anything else ends. */
    void open(Closing closing, String adminUrl, String ingestUrl) {
        membership.found(adminUrl, ingestUrl);
        closing.add("the meeting of the hubs", () -> membership.leave().await());
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

    HubGauges measured(Partitions partitions) {
        return new Measured(membership, partitions, partitions.tenures());
    }

    private record Measured(Membership membership, Partitions all, Tenures tenures) implements HubGauges {

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
        public int partitions() {
            return all.count();
        }

        @Override
        public double longestEvaluation() {
            return all.longestEvaluation();
        }

        @Override
        public long handovers() {
            return tenures.handovers();
        }
    }
}
