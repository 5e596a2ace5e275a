package dev.signalbox.rulebook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.Library;
import dev.signalbox.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Drafts, versions and definitions in Redis. Futures fail only when Redis is away or refuses. */
public final class RedisPacks {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Library RULEBOOK = Library.of(RedisPacks.class, "rulebook.lua");

    private final RedisLink link;
    private final KeySpace keys;

    public RedisPacks(RedisLink link, KeySpace keys) {
        this.link = link;
        this.keys = keys;
    }

    /** Loads the script of the rulebook; to be called once at the start, before anything else. */
    public Future<Void> open() {
        return link.load(RULEBOOK);
    }

    public Future<Optional<Draft>> draft(String pack) {
        return link.send(Request.cmd(Command.HMGET, keys.hub("drafts"), "revision:" + pack, "draft:" + pack))
                .map(found -> found.get(1) == null
                        ? Optional.<Draft>empty()
                        : Optional.of(draft(found.get(1), found.get(0).toLong())));
    }

    private static Draft draft(Response json, long revision) {
        Draft draft = parse(json.toString(StandardCharsets.UTF_8), Draft.class);
        return new Draft(draft.pack(), revision, draft.author(), draft.time());
    }

    /** The names of all packs that have a draft. */
    public Future<List<String>> draftNames() {
        return link.send(Request.cmd(Command.HKEYS, keys.hub("drafts"))).map(found -> {
            List<String> names = new ArrayList<>();
            for (Response each : found) {
                String field = each.toString();
                if (field.startsWith("draft:")) {
                    names.add(field.substring("draft:".length()));
                }
            }
            return names;
        });
    }

    /** @param revision that the author has seen; null to write over whatever is there */
    public Future<Draft.Saved> save(Draft draft, @Nullable Long revision) {
        return link.send(call("sb_draft_save", keys.hub("drafts"))
                        .arg(draft.pack().name())
                        .arg(revision == null ? "" : revision.toString())
                        .arg(write(draft)))
                .map(RedisPacks::saved);
    }

    /** @param revision that the author has seen; null to drop whatever is there */
    public Future<Draft.Saved> drop(String pack, @Nullable Long revision) {
        return link.send(call("sb_draft_drop", keys.hub("drafts"))
                        .arg(pack)
                        .arg(revision == null ? "" : revision.toString()))
                .map(RedisPacks::saved);
    }

    private static Draft.Saved saved(Response reply) {
        return reply.get(0).toInteger() == 1
                ? new Draft.Saved.Done(reply.get(1).toLong())
                : new Draft.Saved.Stale(reply.get(1).toLong());
    }

    /** The version of a definition's text: a known one, or a new one. */
    Future<Integer> define(String name, String text) {
        return link.send(
                        call("sb_define", definitionKey(name)).arg(Sha.of(text)).arg(text))
                .map(Response::toInteger);
    }

    /** The text of a definition's version, for ever. */
    public Future<Optional<String>> definition(String name, int version) {
        return link.send(Request.cmd(Command.HGET, definitionKey(name), "text:" + version))
                .map(found -> Optional.ofNullable(found).map(text -> text.toString(StandardCharsets.UTF_8)));
    }

    /** The newest version of a definition's text; 0 when there never was one of this name. */
    public Future<Integer> lastDefinition(String name) {
        return link.send(Request.cmd(Command.HGET, definitionKey(name), "last"))
                .map(found -> found == null ? 0 : found.toInteger());
    }

    /** Writes a version that nobody uses yet, and gives it its number. */
    Future<Integer> prepare(String pack, Version version) {
        return link.send(RULEBOOK.call("sb_rulebook_prepare")
                        .arg(4)
                        .arg(keys.hub("rulebook"))
                        .arg(keys.hub("rulebook:versions"))
                        .arg(keys.hub("rulebook:heads"))
                        .arg(keys.news())
                        .arg(write(version))
                        .arg(write(version.head(pack))))
                .map(Response::toInteger);
    }

    /** Makes a version the active one unless another is by now. Reply: the active version. */
    Future<Integer> activate(int expected, int version) {
        return link.send(RULEBOOK.call("sb_rulebook_activate")
                        .arg(2)
                        .arg(keys.hub("rulebook"))
                        .arg(keys.news())
                        .arg(expected)
                        .arg(version))
                .map(reply -> reply.get(1).toInteger());
    }

    /** The active version; 0 when there is none yet. */
    public Future<Integer> active() {
        return number("active");
    }

    /** The last version that all partitions were told of. */
    Future<Integer> told() {
        return number("told");
    }

    Future<Void> told(int version) {
        return link.send(Request.cmd(Command.HSET, keys.hub("rulebook"), "told", "" + version))
                .mapEmpty();
    }

    private Future<Integer> number(String field) {
        return link.send(Request.cmd(Command.HGET, keys.hub("rulebook"), field))
                .map(found -> found == null ? 0 : found.toInteger());
    }

    public Future<Optional<Version>> version(int number) {
        return link.send(Request.cmd(Command.HGET, keys.hub("rulebook:versions"), "" + number))
                .map(found -> Optional.ofNullable(found).map(json -> version(json, number)));
    }

    private static Version version(Response json, int number) {
        Version read = parse(json.toString(StandardCharsets.UTF_8), Version.class);
        return new Version(number, read.base(), read.note(), read.author(), read.time(), read.packs());
    }

    /** The versions that a pack was activated with, newest first; what was prepared and never used is not among them. */
    public Future<List<Version.Head>> history(String pack) {
        return Future.all(active(), link.send(Request.cmd(Command.HGETALL, keys.hub("rulebook:heads"))))
                .map(both -> {
                    Response heads = both.resultAt(1);
                    List<Version.Head> history = new ArrayList<>();
                    int number = both.resultAt(0);
                    for (Response json = heads.get("" + number); json != null; json = heads.get("" + number)) {
                        Version.Head head = parse(json.toString(StandardCharsets.UTF_8), Version.Head.class);
                        if (head.pack().equals(pack)) {
                            history.add(head.numbered(number));
                        }
                        number = head.base();
                    }
                    return history;
                });
    }

    /** The active version; one without packs when there is none. */
    public Future<Version> current() {
        return active().compose(this::version).map(found -> found.orElse(new Version(0, 0, "", "", 0, Map.of())));
    }

    /** Notes that a rule of a version used more than it may. Reply: how often it has. */
    Future<Integer> breach(int version, String rule) {
        return link.send(Request.cmd(Command.HINCRBY, keys.hub("rulebook:breaches"), version + ":" + rule, "1"))
                .map(Response::toInteger);
    }

    /** The hash of the texts that a pack's folder held when it was last looked at; empty when it never was. */
    Future<String> lastSeen(String pack) {
        return link.send(Request.cmd(Command.HGET, keys.hub("packs:folder"), pack))
                .map(found -> found == null ? "" : found.toString());
    }

    Future<Void> seen(String pack, String sha) {
        return link.send(Request.cmd(Command.HSET, keys.hub("packs:folder"), pack, sha))
                .mapEmpty();
    }

    private String definitionKey(String name) {
        return keys.hub("definition:" + name);
    }

    private static Request call(String function, String key) {
        return RULEBOOK.call(function).arg(1).arg(key);
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T parse(String json, Class<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("what Redis holds is no " + type.getSimpleName(), e);
        }
    }
}
