package dev.signalbox.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the hub was told at its start.
 *
 * @param data folder of lock, tokens, keys and the embedded Redis
 * @param packs folders of packs to load
 * @param scoreboard of the demo world that this hub belongs to; null for any other hub
 */
public record Config(
        Path data,
        List<Path> packs,
        boolean packsWin,
        Listener admin,
        Listener ingest,
        Redis redis,
        Journal journal,
        Archive archive,
        Rules rules,
        Egress egress,
        Access access,
        Log log,
        @Nullable URI scoreboard) {

    /** A listener's address. */
    public record Listener(String host, int port) {

        /** The address for people, with the port that was really bound. */
        public String url(int bound) {
            return "http://" + (host.contains(":") ? '[' + host + ']' : host) + ':' + bound;
        }
    }

    /** @param url of a given Redis; null for the embedded one */
    public record Redis(@Nullable String url, Durability durability) {}

    /** How sure a 2xx is. */
    public enum Durability {
        /** On disk before the answer. */
        ALWAYS,
        /** On disk within about a second. */
        RELAXED,
        /** Redis would not tell; the operator says to go on. */
        UNVERIFIED
    }

    /**
     * @param partitions fixed at the first start
     * @param lease of a partition's owner
     * @param dedupeWindow how long a delivery is recognised as a duplicate
     * @param retention how long entries are kept at least, memory permitting
     */
    public record Journal(int partitions, Duration lease, Duration dedupeWindow, Duration retention) {}

    /**
     * What becomes of entries that leave Redis.
     *
     * @param folder of the segments; null for {@code data/archive}
     * @param size bytes on disk; 0 for no archive
     * @param age of what is deleted
     */
    public record Archive(@Nullable Path folder, long size, Duration age) {}

    /**
     * How much the rules may use; 0 is for no limit.
     *
     * @param time for one event
     * @param steps for one event
     * @param events of one type that a partition remembers
     * @param facts of one declared type that a partition remembers
     */
    public record Rules(Duration time, int steps, int events, int facts) {}

    /** @param allow {@code HOST|CIDR[:PORT]} of private targets that may be called */
    public record Egress(List<String> allow) {}

    /**
     * @param tokenFile of the admin token; null for {@code data/admin.token}
     * @param masterKeyFile of the key that seals secrets, the same at all hubs; null for {@code data/master.key}
     */
    public record Access(
            @Nullable Path tokenFile,
            @Nullable Path metricsTokenFile,
            @Nullable Path masterKeyFile) {}

    /** @param format text or json */
    public record Log(String format) {}
}
