package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.config.Config;
import dev.signalbox.failpoint.Failpoints;
import dev.signalbox.flow.connection.Problem;
import dev.signalbox.flow.connection.SecretBox;
import dev.signalbox.flow.connection.Secrets;
import dev.signalbox.flow.journal.Journal;
import dev.signalbox.flow.refused.RedisRefusedMessages;
import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisLink;
import dev.signalbox.redis.RedisLinks;
import dev.signalbox.trace.Trace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The first stage as a whole: sources, the listener for deliveries, readers of streams and brokers, and the intake on the event bus.
 * All its state belongs to one event loop; every method may be called from any thread and answers by a future, which
 * fails only when Redis is away.
 */
public final class Ingest {

    private final Vertx vertx;
    private final Loop loop;
    private final Parts parts;
    private final Tools tools;
    private final Outcomes outcomes;
    private final Sources sources;
    private final Secrets secrets;
    private final Previewing previewing;
    private final Trying trying;
    private final Bounds bounds;
    private @Nullable Running running;

    /**
     * What it stands on.
     *
     * @param environment looks up {@code env:} references; null for what is not set
     * @param links to the hub's own Redis
     * @param strain asked before each delivery is taken
     * @param fetch calls the outside, from any thread
     * @param here whether this hub is, among all hubs, the one that reads a source that only one reads
     * @param refused how many messages that were no events are kept of a source
     */
    public record Parts(
            Journal journal,
            Trace trace,
            RedisLinks links,
            KeySpace keys,
            SecretBox box,
            UnaryOperator<@Nullable String> environment,
            Strain strain,
            InstantSource clock,
            RandomGenerator random,
            Failpoints failpoints,
            Predicate<String> here,
            Fetch fetch,
            RedisRefusedMessages.Room refused) {}

    /** What exists only between start and stop. */
    private record Running(
            RedisLink redis,
            RedisSources kept,
            SourceChanges changes,
            Readers readers,
            IngestServer server,
            MessageConsumer<Object> intake,
            Retaking retaking) {}

    private Ingest(Vertx vertx, Parts parts, Bounds bounds) {
        this.vertx = vertx;
        this.loop = new Loop(((VertxInternal) vertx).createEventLoopContext());
        this.parts = parts;
        this.bounds = bounds;
        // Ids of traces need no secrecy, and every delivery has one: a secure generator would cost as much as the rest.
        this.tools =
                new Tools(parts.clock(), new SplittableRandom(parts.random().nextLong()), parts.failpoints());
        this.secrets = new Secrets("source", parts.box(), parts.environment(), parts.clock());
        this.outcomes = new Outcomes(parts.trace(), parts.clock());
        this.sources = new Sources(Means.of(secrets, parts.clock(), this::fetch));
        this.previewing = new Previewing(parts.journal(), parts.random(), parts.clock());
        this.trying = new Trying(sources, new SourceText(secrets), previewing, outcomes);
    }

    /** Loads the sources and listens on the bus. Deliveries from outside come only after {@link #listen}. */
    public static Future<Ingest> open(Vertx vertx, Parts parts) {
        return open(vertx, parts, Bounds.ofHeap(Runtime.getRuntime().maxMemory()));
    }

    static Future<Ingest> open(Vertx vertx, Parts parts, Bounds bounds) {
        Ingest ingest = new Ingest(vertx, parts, bounds);
        return ingest.loop.on(ingest::start).map(ingest);
    }

    private Future<Void> start() {
        Bus.register(vertx.eventBus());
        RedisLink redis = parts.links().open(Duration.ofSeconds(1));
        RedisTicks.At ticks = new RedisTicks.At(redis, parts.keys());
        Readers readers = new Readers(
                new Readers.With(vertx, parts.links(), ticks, secrets, outcomes, tools, loop.context()),
                sources,
                parts.here());
        RedisSources kept = new RedisSources(ticks, new SourceText(secrets), sources, readers::changed);
        BusMessages messages = new BusMessages(sources, outcomes, parts.clock(), parts.random());
        Door door = new Door(parts.strain(), tools);
        RedisRefusedMessages refused = new RedisRefusedMessages(redis, parts.keys(), parts.refused());
        Keeping keeping = new Keeping(refused, parts.clock());
        Mapping mapping = new Mapping(parts.random());
        Intake.Way way = new Intake.Way(messages, door, mapping, keeping);
        Intake intake = new Intake(parts.journal(), way, outcomes, parts.clock());
        Retaking retaking = new Retaking(refused, sources, intake, parts.clock());
        IngestServer server = new IngestServer(vertx, sources, outcomes, bounds, tools, door);
        SourceChanges changes = new SourceChanges(sources, kept, secrets, parts.random());
        running = new Running(redis, kept, changes, readers, server, intake.listen(vertx.eventBus()), retaking);
        return refused.load().compose(loaded -> kept.load());
    }

    /** Takes deliveries from outside. The port; another than wanted only when 0 was wanted. */
    public Future<Integer> listen(Config.Listener where) {
        return loop.on(() -> running().server().listen(where).map(port -> {
            running().readers().open();
            return port;
        }));
    }

    /** Takes no more, lets what is under way end within the time, then closes. */
    public Future<Void> close(Duration drain) {
        return loop.on(() -> {
            Running all = running();
            return all.readers()
                    .close()
                    .eventually(() -> all.server().close(drain))
                    .eventually(() -> all.intake().unregister())
                    .eventually(all.redis()::close);
        });
    }

    /** Another hub may have changed sources: puts them into force unless this revision is. */
    public Future<Void> follow(long revision) {
        return loop.on(() -> running().kept().follow(revision));
    }

    /** Another hub may be the one that reads a stream by now. */
    public void reshared() {
        loop.context().runOnContext(go -> running().readers().reshared());
    }

    /** Sets a source. A secret that begins with four dots names one that it has, by its fingerprint. */
    public Future<Put> put(String name, JsonNode json) {
        return agreed(all -> all.kept().put(name, json));
    }

    /** Sets all sources of a pack; problems when nothing was changed. */
    public Future<List<Problem>> putPack(String pack, Map<String, JsonNode> texts, Map<String, JsonNode> ticking) {
        return agreed(all -> all.kept().putPack(pack, texts, ticking));
    }

    /** What {@link #putPack} would find wrong. */
    public Future<List<Problem>> checkPack(String pack, Map<String, JsonNode> texts) {
        return loop.on(() -> Future.succeededFuture(running().kept().readPack(pack, texts, new ArrayList<>())));
    }

    /** The source and how it is doing; null when there is none. */
    public Future<@Nullable ObjectNode> get(String name) {
        return loop.on(() -> {
            LiveSource live = sources.find(name);
            return Future.succeededFuture(live == null ? null : shown(live));
        });
    }

    /** By name. */
    public Future<List<ObjectNode>> list() {
        return loop.on(() ->
                Future.succeededFuture(sources.all().stream().map(this::shown).toList()));
    }

    /** Forgets a source that no pack brought, and what was counted of it. */
    public Future<Change> delete(String name) {
        return agreed(all -> all.changes().delete(name).map(change -> {
            if (change instanceof Change.Done) {
                outcomes.forget(name);
            }
            return change;
        }));
    }

    /** Deliveries are told to come again later; a stream is not read. */
    public Future<Change> pause(String name) {
        return agreed(all -> all.changes().state(name, Source.State.PAUSED));
    }

    public Future<Change> resume(String name) {
        return agreed(all -> all.changes().state(name, Source.State.ON));
    }

    /**
     * Makes one more secret live.
     *
     * @param secret the sender's own; null to make one
     */
    public Future<Change> rotate(String name, @Nullable String secret) {
        return agreed(all -> all.changes().rotate(name, secret));
    }

    /** Ends a secret that is not the last one. */
    public Future<Change> removeSecret(String name, String fingerprint) {
        return agreed(all -> all.changes().removeSecret(name, fingerprint));
    }

    /**
     * Takes messages again that were no events, as their source reads them now.
     *
     * @param ids none for all
     */
    public Future<Change> retake(String name, List<String> ids) {
        return loop.on(() -> running().retaking().take(name, ids));
    }

    /** What a text would make of some deliveries; nothing is kept. */
    public Future<Preview> preview(String name, JsonNode json, List<Sample> samples) {
        return loop.on(() -> Future.succeededFuture(trying.of(name, json, samples)));
    }

    /**
     * What it would make of the last ten deliveries, also of those that were no events.
     *
     * @param journaled the last events, for what came before this hub started or to another
     */
    public Future<Preview> previewLast(String name, JsonNode json, List<Sample.Journaled> journaled) {
        return loop.on(() -> Future.succeededFuture(trying.ofLast(name, json, journaled)));
    }

    /**
     * Sends a sample as if the source had delivered it, without a signature.
     *
     * @param sample makes one with an id
     */
    public Future<Change> sample(String name, Function<String, Sample.Written> sample) {
        return loop.on(
                () -> new Sampling(sources, previewing, new Bus(vertx.eventBus()), parts.random()).send(name, sample));
    }

    /** The last refusals of a source, the newest first; of all unknown names together under {@code (unknown)}. */
    public Future<List<Refusal>> refusals(String source) {
        return loop.on(() -> Future.succeededFuture(outcomes.refusals(source)));
    }

    /** Null when there is no such source. */
    public Future<@Nullable SourceStatus> status(String name) {
        return loop.on(() -> {
            LiveSource live = sources.find(name);
            long now = parts.clock().millis();
            return Future.succeededFuture(
                    live == null ? null : outcomes.of(live.source()).status(now));
        });
    }

    private ObjectNode shown(LiveSource live) {
        Instant now = parts.clock().instant();
        return SourceShape.shown(live.source(), outcomes.of(live.source()).status(now.toEpochMilli()), now);
    }

    private <T> Future<T> agreed(Function<Running, Future<T>> change) {
        return loop.on(() -> running().kept().agreed(() -> change.apply(running())));
    }

    private Future<Buffer> fetch(String uri) {
        return loop.back(parts.fetch().get(uri));
    }

    private Running running() {
        if (running == null) {
            throw new IllegalStateException("ingest is not started");
        }
        return running;
    }
}
