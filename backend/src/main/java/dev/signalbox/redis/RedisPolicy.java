package dev.signalbox.redis;

import dev.signalbox.config.Config.Durability;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a Redis must be set to for the promise to hold; asked of every Redis at the start. */
public final class RedisPolicy {

    private static final int OLDEST_MAJOR = 7;

    private RedisPolicy() {}

    /** What a Redis was found to be. */
    public sealed interface Outcome {

        record Good() implements Outcome {}

        /** @param sentences why the hub cannot work with it at all */
        record Unusable(List<String> sentences) implements Outcome {}

        /** @param sentences one per wrong setting, with the line that puts it right */
        record Wrong(List<String> sentences) implements Outcome {}

        /** It will not tell its settings; only {@link Durability#UNVERIFIED} goes on then. */
        record Unverified(String reason) implements Outcome {}
    }

    /** Fails only when Redis does not answer. */
    public static Future<Outcome> check(RedisLink link, Durability durability) {
        return link.send(Request.cmd(Command.INFO))
                .map(told -> lines(told.toString()))
                .compose(told -> unusable(link, told))
                .compose(unusable -> unusable.isEmpty()
                        ? replays(link).compose(wrong -> settings(link, durability, wrong))
                        : Future.succeededFuture(new Outcome.Unusable(unusable)));
    }

    private static Future<List<String>> unusable(RedisLink link, Map<String, String> told) {
        List<String> wrong = ofServer(told);
        return told.getOrDefault("cluster_enabled", "0").equals("1")
                ? link.send(Request.cmd(Command.CLUSTER, "INFO")).map(info -> ofCluster(lines(info.toString()), wrong))
                : Future.succeededFuture(wrong);
    }

    /** Our connection is to one node, and a node answers for its own slots only. */
    private static List<String> ofCluster(Map<String, String> told, List<String> wrong) {
        String masters = told.getOrDefault("cluster_size", "1");
        if (Integer.parseInt(masters) > 1) {
            wrong.add(
                    "This Redis is a Cluster of " + masters
                            + " masters: the hub can use one that holds all slots. Name such a one, or a Redis that is no Cluster.");
        }
        return wrong;
    }

    /**
     * Redis replays its append-only file as the user {@code default}, and silently skips the transactions which that user
     * may not run. Where we may not ask, the operator has closed more than the default user.
     */
    private static Future<List<String>> replays(RedisLink link) {
        return link.send(Request.cmd(Command.ACL, "GETUSER", "default"))
                .map(user -> user.containsKey("commands")
                                && !user.get("commands").toString().contains("+@all")
                        ? List.of("The user default of this Redis may not run every command, and Redis replays its"
                                + " append-only file as that user: after a restart every transaction would be missing."
                                + " Run: ACL SETUSER default off ~* &* +@all")
                        : List.<String>of())
                .recover(error -> error instanceof RedisLink.Away
                        ? Future.failedFuture(error)
                        : Future.succeededFuture(List.of()));
    }

    private static Future<Outcome> settings(RedisLink link, Durability durability, List<String> wrong) {
        if (!wrong.isEmpty()) {
            return Future.succeededFuture(new Outcome.Wrong(wrong));
        }
        return link.send(Request.cmd(Command.CONFIG, "GET", "*"))
                .map(found -> ofSettings(found, durability))
                .recover(RedisPolicy::untold);
    }

    private static Future<Outcome> untold(Throwable error) {
        if (error instanceof RedisLink.Away) {
            return Future.failedFuture(error);
        }
        return Future.succeededFuture(new Outcome.Unverified("Redis refuses CONFIG GET (" + error.getMessage()
                + "), so nobody knows whether a 2xx is on disk. Allow it, or start with --durability unverified."));
    }

    private static List<String> ofServer(Map<String, String> told) {
        List<String> wrong = new ArrayList<>();
        String version = told.getOrDefault("redis_version", "0");
        if (Integer.parseInt(version.substring(0, Math.max(1, version.indexOf('.')))) < OLDEST_MAJOR) {
            wrong.add("Redis " + version + " has no Functions: 7.0 or newer is required.");
        }
        if (!told.getOrDefault("role", "master").equals("master")) {
            wrong.add("This Redis is a replica: connect to its master, or run REPLICAOF NO ONE.");
        }
        return wrong;
    }

    private static Outcome ofSettings(Response found, Durability durability) {
        List<String> wrong = new ArrayList<>();
        expect(found, "appendonly", "yes", "what is answered with 2xx would be gone after a crash", wrong);
        if (!(durability == Durability.RELAXED && isSet(found, "appendfsync", "everysec"))) {
            expect(found, "appendfsync", "always", "a loss of power would lose what was answered with 2xx", wrong);
        }
        expect(found, "no-appendfsync-on-rewrite", "no", "nothing would be on disk during a rewrite", wrong);
        expect(found, "maxmemory-policy", "noeviction", "a full Redis would drop events unread", wrong);
        return wrong.isEmpty() ? new Outcome.Good() : new Outcome.Wrong(List.copyOf(wrong));
    }

    private static void expect(Response found, String name, String wanted, String risk, List<String> wrong) {
        if (!isSet(found, name, wanted)) {
            wrong.add("Redis has " + name + " " + found.get(name) + ", so " + risk + ". Run: CONFIG SET " + name + " "
                    + wanted);
        }
    }

    private static boolean isSet(Response found, String name, String wanted) {
        return found.containsKey(name) && found.get(name).toString().equals(wanted);
    }

    private static Map<String, String> lines(String told) {
        Map<String, String> all = new HashMap<>();
        told.lines().filter(line -> line.contains(":")).forEach(line -> {
            int colon = line.indexOf(':');
            all.put(line.substring(0, colon), line.substring(colon + 1).strip());
        });
        return all;
    }
}
