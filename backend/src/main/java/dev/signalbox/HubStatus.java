package dev.signalbox;

import dev.signalbox.admin.Status;
import dev.signalbox.config.Config;
import dev.signalbox.metrics.Gauges;
import dev.signalbox.metrics.RedisVitals;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the hub says of itself, from the last look at Redis. */
record HubStatus(
        Config config,
        Company company,
        RedisVitals vitals,
        boolean embedded,
        Headroom headroom,
        CatchUp catchUp,
        ArchiveLane archive)
        implements Status {

    @Override
    public Future<Info> info() {
        Gauges.RedisState redis = vitals.redis();
        int rulebook = vitals.rulebook();
        return Future.succeededFuture(new Info(
                version(),
                company.hub(),
                company.startedAt(),
                config.redis().durability().name().toLowerCase(Locale.ROOT),
                new Redis(embedded, vitals.version(), redis.up()),
                retention(),
                archive.shown(),
                rulebook == 0 ? null : rulebook,
                vitals.partitions().stream().map(this::shown).toList()));
    }

    /** For how long entries are kept, as a sentence. */
    String retention() {
        long millis = vitals.retentionMillis();
        long hours = Math.round(millis / 3_600_000.0);
        if (millis == 0) {
            return "keeps entries for " + config.journal().retention().toDays()
                    + " d, or until they fill half of the memory of Redis";
        }
        String rest = archive.shown() == null ? "" : "; the archive has the rest";
        return "keeps about " + span(millis, hours) + " at this rate" + rest;
    }

    private static String span(long millis, long hours) {
        if (hours == 0) {
            return millis < 60_000 ? Math.max(1, millis / 1_000) + " s" : millis / 60_000 + " min";
        }
        return hours < 24 ? hours + " h" : hours / 24 + " d " + hours % 24 + " h";
    }

    static String version() {
        String version = HubStatus.class.getPackage().getImplementationVersion();
        return version == null ? "unpacked build" : version;
    }

    private Partition shown(RedisVitals.Partition one) {
        return new Partition(
                one.number(),
                one.hub(),
                one.epoch(),
                one.position(),
                one.last(),
                Math.max(0, one.last() - one.position()),
                one.ageMillis(),
                one.closed() == null ? "open" : one.closed(),
                catchUp.of(one.number()));
    }

    @Override
    public List<String> catchingUp() {
        return catchUp.sentences();
    }

    @Override
    public List<String> unready() {
        List<String> reasons = new ArrayList<>();
        if (company.membership().isReplaced()) {
            reasons.add("another process runs under the id " + company.hub()
                    + " of this hub, so this one owns nothing: stop it, and start it with a data folder of its own");
        }
        if (!vitals.redis().up()) {
            reasons.add("Redis does not answer: deliveries get 503 until it does; "
                    + (embedded
                            ? "the hub starts it again, its log is in the data folder"
                            : "start it, or check --redis and the network to it"));
        }
        reasons.addAll(headroom.reasons());
        for (RedisVitals.Partition one : vitals.partitions()) {
            if (one.closed() != null) {
                reasons.add("the gate of partition " + one.number() + " is closed: " + one.closed());
            }
        }
        return reasons;
    }
}
