package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.config.Config;
import dev.signalbox.event.Payload;
import dev.signalbox.flow.connection.SecretBox;
import dev.signalbox.flow.refused.RedisRefusedMessages;
import dev.signalbox.flow.refused.RefusedMessage;
import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisFunctions;
import dev.signalbox.redis.RedisLinks;
import dev.signalbox.testing.ArmedFailpoints;
import dev.signalbox.testing.RawHttp;
import dev.signalbox.testing.TestRedis;
import dev.signalbox.trace.Moment;
import dev.signalbox.trace.Trace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The first stage on a real Redis and a real port, with a journal in memory behind it. */
final class IngestHub implements AutoCloseable {

    static final Bounds QUICK = new Bounds(50, Duration.ofMillis(700), Duration.ofMillis(900), 1000, 8L << 20);

    static final RedisRefusedMessages.Room ROOM = new RedisRefusedMessages.Room(5, 64 << 10);

    final Vertx vertx = Vertx.vertx();
    final MemoryJournal journal;
    final FakeStrain strain = new FakeStrain();
    final List<Moment> moments = new CopyOnWriteArrayList<>();
    final Set<String> elsewhere = ConcurrentHashMap.newKeySet();
    final Map<String, Buffer> outside = new ConcurrentHashMap<>();
    final List<String> fetched = new CopyOnWriteArrayList<>();
    final RedisRefusedMessages refused;
    final Ingest ingest;
    final int port;

    IngestHub(TestRedis redis) {
        this(redis, new MemoryJournal(), QUICK);
    }

    final ArmedFailpoints failpoints = new ArmedFailpoints();

    IngestHub(TestRedis redis, MemoryJournal journal, Bounds bounds) {
        this(redis, journal, bounds, InstantSource.system());
    }

    IngestHub(TestRedis redis, MemoryJournal journal, Bounds bounds, InstantSource clock) {
        this.journal = journal;
        Random random = new Random(1);
        RedisLinks links = new RedisLinks(vertx, redis.endpoint(), random);
        Ingest.Parts parts = new Ingest.Parts(
                journal,
                new Trace(List.of(moments::add)),
                links,
                new KeySpace(),
                new PlainBox(),
                Map.of("SHOP_SECRET", "from the environment")::get,
                strain,
                clock,
                random,
                failpoints,
                name -> !elsewhere.contains(name),
                uri -> {
                    fetched.add(uri);
                    Buffer there = outside.get(uri);
                    return there == null
                            ? Future.failedFuture("the answer was 404, and 200 was wanted")
                            : Future.succeededFuture(there);
                },
                ROOM);
        refused = new RedisRefusedMessages(links.open(Duration.ofSeconds(2)), new KeySpace(), ROOM);
        await(RedisFunctions.load(links.open(Duration.ofSeconds(2))));
        ingest = await(Ingest.open(vertx, parts, bounds));
        port = await(ingest.listen(new Config.Listener("127.0.0.1", 0)));
    }

    void source(String name, String json) {
        Put put = await(ingest.put(name, json(json)));
        if (put instanceof Put.Bad bad) {
            throw new AssertionError(bad);
        }
    }

    /** The messages of a source that were no events, the newest first. */
    List<RefusedMessage> kept(String source) {
        return await(refused.list(source, null, 100)).items();
    }

    RawHttp.Reply post(String path, String contentType, String body, String... headers) {
        return RawHttp.post(port, path, contentType, body, headers);
    }

    /** Takes single quotes for double ones. */
    static JsonNode json(String text) {
        return exactJson(text.replace('\'', '"'));
    }

    static JsonNode exactJson(String text) {
        try {
            return Payload.STRICT.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    static <T> T await(Future<T> future) {
        try {
            return future.await(10, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not come true in 15 s");
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        await(ingest.close(Duration.ofMillis(100)));
        await(vertx.close());
    }

    /** Turns secrets around, so that a sealed one is told from an open one. */
    private static final class PlainBox implements SecretBox {

        @Override
        public @Nullable String fault() {
            return null;
        }

        @Override
        public String seal(String plain, String about) {
            return new StringBuilder(plain).reverse().toString();
        }

        @Override
        public String open(String sealed, String about) {
            return new StringBuilder(sealed).reverse().toString();
        }
    }
}
