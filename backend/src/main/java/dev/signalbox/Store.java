package dev.signalbox;

import dev.signalbox.config.Config;
import dev.signalbox.config.DataFolder;
import dev.signalbox.config.ExitCode;
import dev.signalbox.config.StartRefused;
import dev.signalbox.redis.EmbeddedRedis;
import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisEndpoint;
import dev.signalbox.redis.RedisFunctions;
import dev.signalbox.redis.RedisLayout;
import dev.signalbox.redis.RedisLink;
import dev.signalbox.redis.RedisLinks;
import dev.signalbox.redis.RedisPolicy;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Redis of this hub: started or found, checked, and given the Functions. */
record Store(
        RedisLinks links,
        RedisLink link,
        @Nullable EmbeddedRedis embedded,
        @Nullable String unverified) {

    private static final Logger LOG = LoggerFactory.getLogger(Store.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final long PATIENCE_SECONDS = 20;

    /** @throws StartRefused when there is no Redis, or its settings break the promise */
    static Store open(Vertx vertx, Config config, DataFolder data, KeySpace keys) {
        EmbeddedRedis embedded = config.redis().url() == null ? start(config, data) : null;
        RedisEndpoint endpoint = embedded == null
                ? RedisEndpoint.of(String.valueOf(config.redis().url()))
                : embedded.endpoint();
        RedisLinks links = new RedisLinks(vertx, endpoint, new SecureRandom());
        RedisLink link = links.open(TIMEOUT);
        try {
            String unverified = policy(link, config, endpoint);
            await(RedisFunctions.load(link), endpoint);
            layout(link, keys, config, endpoint);
            return new Store(links, link, embedded, unverified);
        } catch (RuntimeException e) {
            if (embedded != null) {
                embedded.stop();
            }
            throw e;
        }
    }

    private static EmbeddedRedis start(Config config, DataFolder data) {
        try {
            return EmbeddedRedis.start(new EmbeddedRedis.Setup(
                    data.path().toAbsolutePath(),
                    config.redis().durability(),
                    String.valueOf(System.getenv("PATH")),
                    new SecureRandom(),
                    LOG::warn));
        } catch (IOException e) {
            throw new StartRefused(ExitCode.UNAVAILABLE, String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable String policy(RedisLink link, Config config, RedisEndpoint endpoint) {
        RedisPolicy.Outcome found = await(RedisPolicy.check(link, config.redis().durability()), endpoint);
        boolean anyhow = config.redis().durability() == Config.Durability.UNVERIFIED;
        if (found instanceof RedisPolicy.Outcome.Wrong wrong) {
            String sentence = String.join(" ", wrong.sentences());
            if (!anyhow || sentence.contains("Functions")) {
                throw StartRefused.configuration(sentence + " (or start with --durability unverified)");
            }
            return sentence;
        }
        if (found instanceof RedisPolicy.Outcome.Unverified unverified) {
            if (!anyhow) {
                throw StartRefused.configuration(unverified.reason());
            }
            return unverified.reason();
        }
        return null;
    }

    private static void layout(RedisLink link, KeySpace keys, Config config, RedisEndpoint endpoint) {
        RedisLayout.Outcome outcome =
                await(new RedisLayout(link, keys).settle(config.journal().partitions()), endpoint);
        if (outcome instanceof RedisLayout.Outcome.Refused refused) {
            throw StartRefused.configuration(refused.reason());
        }
    }

    private static <T extends @Nullable Object> T await(Future<T> future, RedisEndpoint endpoint) {
        try {
            return future.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | RuntimeException e) {
            throw new StartRefused(
                    ExitCode.UNAVAILABLE,
                    "Redis at " + endpoint.address() + " cannot be used (" + e.getMessage()
                            + "): start it, check --redis, or leave --redis out for the embedded one");
        }
    }

    /** Closes the connections; an embedded Redis ends in order. */
    void close() {
        links.close().await();
        if (embedded != null) {
            embedded.stop();
        }
    }
}
