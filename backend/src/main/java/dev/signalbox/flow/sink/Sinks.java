package dev.signalbox.flow.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.egress.EgressClient;
import dev.signalbox.flow.connection.Fields;
import dev.signalbox.flow.connection.SecretBox;
import dev.signalbox.flow.connection.Secrets;
import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisLinks;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where messages can go, as all hubs agree, and what sends them there. All state belongs to one event loop; every method may
 * be called from any thread and answers by a future, which fails only when Redis is away.
 */
public final class Sinks implements Sending {

    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final int TEST_BYTES = 8;

    private final Context context;
    private final Parts parts;
    private final KnownSinks known;
    private final Writers writers;
    private final Rotation rotation;

    /**
     * What it stands on.
     *
     * @param links to the hub's own Redis
     * @param environment looks up {@code env:} references; null for what is not set
     * @param told of each message
     */
    public record Parts(
            RedisLinks links,
            KeySpace keys,
            SecretBox box,
            UnaryOperator<@Nullable String> environment,
            EgressClient egress,
            Told told,
            InstantSource clock,
            RandomGenerator random) {}

    /** Hears what became of each message. */
    @FunctionalInterface
    public interface Told {
        void sent(String sink, boolean arrived, long tookNanos);
    }

    private Sinks(Vertx vertx, Parts parts) {
        this.context = ((VertxInternal) vertx).createEventLoopContext();
        this.parts = parts;
        Secrets secrets = new Secrets("sink", parts.box(), parts.environment(), parts.clock());
        this.writers = new Writers(
                new Writers.With(vertx, parts.links(), secrets, parts.egress(), parts.clock(), parts.random()));
        this.rotation = new Rotation(secrets, parts.random());
        this.known = new KnownSinks(
                parts.links().open(TIMEOUT, context), parts.keys(), new SinkText(secrets), writers::changed);
    }

    /** Loads the sinks. */
    public static Future<Sinks> open(Vertx vertx, Parts parts) {
        Sinks sinks = new Sinks(vertx, parts);
        return sinks.onLoop(() -> sinks.known.kept().load()).map(sinks);
    }

    /** Lets what is under way end within a short time. */
    public Future<Void> close() {
        return onLoop(writers::close);
    }

    /** Another hub may have changed sinks: puts them into force unless this revision is. */
    public Future<Void> follow(long revision) {
        return onLoop(() -> known.kept().follow(revision));
    }

    /** By name, each with how it is doing. */
    public Future<List<ObjectNode>> list() {
        return onLoop(() ->
                Future.succeededFuture(known.all().stream().map(this::shown).toList()));
    }

    /** The words for the kinds, by the names of the sinks. */
    public Future<Map<String, String>> kinds() {
        return onLoop(() -> Future.succeededFuture(
                known.all().stream().collect(Collectors.toMap(Sink::name, sink -> Fields.word(sink.kind())))));
    }

    /** Null when there is none. */
    public Future<@Nullable ObjectNode> get(String name) {
        return onLoop(() -> {
            Sink sink = known.find(name);
            return Future.succeededFuture(sink == null ? null : shown(sink));
        });
    }

    /** Sets a sink. A secret that begins with four dots names one that it has, by its fingerprint. */
    public Future<Change> put(String name, JsonNode json) {
        return onLoop(() -> {
            SinkText.Read read = known.read(name, json);
            if (read instanceof SinkText.Read.Bad bad) {
                return Future.succeededFuture(new Change.Bad(bad.problems()));
            }
            Sink sink = ((SinkText.Read.Good) read).sink();
            boolean created = known.find(name) == null;
            return denial(sink.outlet())
                    .compose(denial -> denial == null
                            ? known.set(sink).map(kept -> new Change.Kept(shown(sink), created))
                            : Future.succeededFuture(new Change.Denied(denial)));
        });
    }

    private Future<@Nullable String> denial(Outlet outlet) {
        return outlet instanceof Outlet.Http http ? parts.egress().refusal(http.url()) : Future.succeededFuture();
    }

    /** Tasks that name it fail from then on. */
    public Future<Change> delete(String name) {
        return changing(name, sink -> known.forget(name).map(gone -> new Change.Gone()));
    }

    /** @param given the secret to take; null to make one */
    public Future<Change> rotate(String name, @Nullable String given) {
        return changing(name, sink -> {
            Rotation.Turned turned = rotation.of(sink, given);
            if (turned instanceof Rotation.Turned.No no) {
                return Future.succeededFuture(no.why());
            }
            Rotation.Turned.Done done = (Rotation.Turned.Done) turned;
            return known.set(done.sink())
                    .map(kept -> new Change.Rotated(done.secret(), done.fingerprint(), shown(done.sink())));
        });
    }

    /**
     * Sends one message that says that it is a test.
     *
     * @param to topic, routing key or stream; null for an address and for a queue of SQS
     */
    public Future<Change> test(String name, @Nullable String to) {
        return changing(name, sink -> {
            byte[] bytes = new byte[TEST_BYTES];
            parts.random().nextBytes(bytes);
            String id = "test-" + HexFormat.of().formatHex(bytes);
            ObjectNode body =
                    JsonNodeFactory.instance.objectNode().put("test", true).put("sink", name);
            Message.Event event = new Message.Event("signalbox.test", "/sinks/" + name, name);
            return sent(sink, new Message(name, id, to, name, Map.of(), body, event))
                    .map(Change.Tested::new);
        });
    }

    @Override
    public Future<Sent> send(Message message) {
        return onLoop(() -> {
            Sink sink = known.find(message.sink());
            return sink == null
                    ? Future.succeededFuture(Sent.communication(
                            404, message, "The sink is not known", "make a sink of this name, or correct the task"))
                    : sent(sink, message);
        });
    }

    private Future<Sent> sent(Sink sink, Message message) {
        long begun = System.nanoTime();
        Tally tally = known.tally(sink);
        return writers.write(sink, message).onSuccess(outcome -> {
            tally.count(parts.clock().millis(), outcome);
            parts.told().sent(sink.name(), outcome instanceof Sent.Arrived, System.nanoTime() - begun);
        });
    }

    private ObjectNode shown(Sink sink) {
        return SinkShape.shown(sink, known.tally(sink).at(parts.clock().millis()));
    }

    private Future<Change> changing(String name, Function<Sink, Future<Change>> change) {
        return onLoop(() -> {
            Sink sink = known.find(name);
            return sink == null ? Future.succeededFuture(new Change.Absent(name)) : change.apply(sink);
        });
    }

    /** Does it on the loop that owns the state, again when another hub was faster, and answers where the caller is. */
    private <T extends @Nullable Object> Future<T> onLoop(Supplier<Future<T>> work) {
        Context caller = Vertx.currentContext();
        Promise<T> promise = Promise.promise();
        context.runOnContext(go -> Future.succeededFuture()
                .compose(begin -> known.kept().agreed(work))
                .onComplete(done -> {
                    if (caller == null || caller == context) {
                        context.runOnContext(here -> promise.handle(done));
                    } else {
                        caller.runOnContext(back -> promise.handle(done));
                    }
                }));
        return promise.future();
    }
}
