package dev.signalbox.flow.secret;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The secrets of one hub, over a real Redis. */
final class SecretHub implements AutoCloseable {

    final Vertx vertx = Vertx.vertx();
    final Map<String, String> environment = new ConcurrentHashMap<>(Map.of("TOKEN", "of the environment"));
    final RedisLink redis;
    final NamedSecrets secrets;
    private final RedisLinks links;

    SecretHub(TestRedis server) {
        links = new RedisLinks(vertx, server.endpoint(), new SplittableRandom(1));
        redis = links.open(Duration.ofSeconds(2));
        await(RedisFunctions.load(redis));
        secrets = await(NamedSecrets.open(
                vertx,
                new NamedSecrets.Parts(
                        links, new KeySpace(), new Backwards(), environment::get, InstantSource.system())));
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
            return sealed.startsWith(about + '!')
                    ? new StringBuilder(sealed.substring(about.length() + 1))
                            .reverse()
                            .toString()
                    : null;
        }
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    Change put(String name, String text) {
        return await(secrets.put(name, json(text)));
    }

    @Override
    public void close() {
        await(links.close());
        await(vertx.close());
    }
}
