package dev.signalbox.flow.sink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.egress.EgressClient;
import dev.signalbox.egress.EgressRules;
import dev.signalbox.egress.Resolver;
import dev.signalbox.flow.connection.SecretBox;
import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisFunctions;
import dev.signalbox.redis.RedisLink;
import dev.signalbox.redis.RedisLinks;
import dev.signalbox.testing.TestRedis;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The sinks of one hub, over a real Redis. */
final class SinkHub implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    final Vertx vertx = Vertx.vertx();
    final List<String> told = new CopyOnWriteArrayList<>();
    final RedisLinks links;
    final RedisLink redis;
    final Sinks sinks;

    SinkHub(TestRedis server) {
        links = new RedisLinks(vertx, server.endpoint(), new SplittableRandom(1));
        redis = links.open(Duration.ofSeconds(2));
        await(RedisFunctions.load(redis));
        EgressClient egress =
                new EgressClient(vertx, new EgressRules(List.of("127.0.0.1"), Set.of()), Resolver.ofTheMachine(vertx));
        sinks = await(Sinks.open(
                vertx,
                new Sinks.Parts(
                        links,
                        new KeySpace(),
                        new Backwards(),
                        Map.of("PASSWORD", "guest")::get,
                        egress,
                        (sink, arrived, took) -> told.add(sink + (arrived ? " sent" : " failed")),
                        InstantSource.system(),
                        new SplittableRandom(2))));
    }

    /** Seals by turning round. */
    private static final class Backwards implements SecretBox {
        @Override
        public @Nullable String fault() {
            return null;
        }

        @Override
        public String seal(String plain, String about) {
            return about + '!' + new StringBuilder(plain).reverse();
        }

        @Override
        public @Nullable String open(String sealed, String about) {
            return new StringBuilder(sealed.substring(about.length() + 1))
                    .reverse()
                    .toString();
        }
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(40, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    Change put(String name, String text) {
        return await(sinks.put(name, json(text)));
    }

    ObjectNode kept(String name, String text) {
        Change change = put(name, text);
        if (change instanceof Change.Kept kept) {
            return kept.shown();
        }
        throw new AssertionError(change);
    }

    /** A message with all that one can have, whose body is a number. */
    static Message message(String sink, @Nullable String to, int n, boolean event) {
        return new Message(
                sink,
                "3-x/do/0/ship/" + n,
                to,
                "o-1",
                Map.of("region", "eu"),
                json("{'n':" + n + "}"),
                event ? new Message.Event("shop.shipped", "/processes/ship", "o-1") : null);
    }

    Sent send(String sink, @Nullable String to, int n) {
        return await(sinks.send(message(sink, to, n, true)));
    }

    JsonNode where(String sink, @Nullable String to, int n) {
        Sent sent = send(sink, to, n);
        if (sent instanceof Sent.Arrived arrived) {
            return arrived.where();
        }
        throw new AssertionError(sent);
    }

    Sent.Failed failed(String sink, @Nullable String to, int n) {
        Sent sent = send(sink, to, n);
        if (sent instanceof Sent.Failed failed) {
            return failed;
        }
        throw new AssertionError(sent);
    }

    JsonNode status(String name) {
        return await(sinks.get(name)).path("status");
    }

    @Override
    public void close() {
        await(sinks.close());
        await(links.close());
        await(vertx.close());
    }
}
