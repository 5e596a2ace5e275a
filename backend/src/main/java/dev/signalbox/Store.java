package dev.signalbox;

import dev.signalbox.config.Config;
import dev.signalbox.config.DataFolder;
import dev.signalbox.config.ExitCode;
import dev.signalbox.config.PrivateFile;
import dev.signalbox.config.StartRefused;
import dev.signalbox.redis.EmbeddedRedis;
import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisClock;
import dev.signalbox.redis.RedisEndpoint;
import dev.signalbox.redis.RedisFunctions;
import dev.signalbox.redis.RedisLayout;
import dev.signalbox.redis.RedisLink;
import dev.signalbox.redis.RedisLinks;
import dev.signalbox.redis.RedisPolicy;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Redis of this hub: started or found, checked, and given the Functions. */
record Store(
        RedisLinks links,
        RedisLink link,
        RedisClock clock,
        @Nullable EmbeddedRedis embedded,
        @Nullable String unverified) {

    private static final Logger LOG = LoggerFactory.getLogger(Store.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final long CLOCK_MILLIS = 1_000;

    /** @throws StartRefused when there is no Redis, or its settings break the promise */
    static Store open(Vertx vertx, Config config, DataFolder data, KeySpace keys) {
        EmbeddedRedis embedded = config.redis().url() == null ? start(config, data) : null;
        RedisEndpoint endpoint = embedded == null
                ? RedisEndpoint.of(String.valueOf(config.redis().url()))
                : embedded.endpoint();
        RedisLinks links = new RedisLinks(vertx, endpoint, new SecureRandom());
        try {
            RedisLink link = links.open(TIMEOUT);
            RedisWaiting waiting = new RedisWaiting(link, endpoint);
            waiting.untilThere();
            String unverified =
                    policy(waiting.await(RedisPolicy.check(link, config.redis().durability())), config);
            waiting.await(RedisFunctions.load(link));
            fits(waiting.await(
                    new RedisLayout(link, keys).settle(config.journal().partitions())));
            return new Store(links, link, clock(vertx, link, waiting), embedded, unverified);
        } catch (RuntimeException e) {
            links.close().await();
            if (embedded != null) {
                embedded.stop();
            }
            throw e;
        }
    }

    /** Looked at again and again, since the clock of Redis may be set too. */
    private static RedisClock clock(Vertx vertx, RedisLink link, RedisWaiting waiting) {
        RedisClock clock = new RedisClock(System::nanoTime);
        waiting.await(clock.look(link));
        long unusedTimer = vertx.setPeriodic(CLOCK_MILLIS, tick -> clock.look(link)
                .onFailure(away -> LOG.debug("the clock goes on by itself: {}", away.getMessage())));
        return clock;
    }

    private static EmbeddedRedis start(Config config, DataFolder data) {
        try {
            return EmbeddedRedis.start(new EmbeddedRedis.Setup(
                    data.path().toAbsolutePath(),
                    config.redis().durability(),
                    String.valueOf(System.getenv("PATH")),
                    new SecureRandom(),
                    LOG::warn));
        } catch (FileSystemException e) {
            throw new StartRefused(
                    ExitCode.CANNOT_WRITE,
                    "the embedded Redis cannot use its folder (" + PrivateFile.why(e)
                            + "): let this user write there, or name another folder with --data");
        } catch (IOException e) {
            throw new StartRefused(ExitCode.UNAVAILABLE, String.valueOf(e.getMessage()));
        }
    }

    /** What is not known of the durability of this Redis, told as a banner; null when all is as it must be. */
    private static @Nullable String policy(RedisPolicy.Outcome found, Config config) {
        if (found instanceof RedisPolicy.Outcome.Unusable unusable) {
            throw StartRefused.configuration(String.join(" ", unusable.sentences()));
        }
        boolean anyhow = config.redis().durability() == Config.Durability.UNVERIFIED;
        String doubt = null;
        if (found instanceof RedisPolicy.Outcome.Wrong wrong) {
            doubt = String.join(" ", wrong.sentences());
        } else if (found instanceof RedisPolicy.Outcome.Unverified unverified) {
            doubt = unverified.reason();
        }
        if (doubt != null && !anyhow) {
            throw StartRefused.configuration(doubt);
        }
        if (doubt != null) {
            LOG.warn("THE PROMISE IS NOT KEPT: {}", doubt);
        } else if (config.redis().durability() == Config.Durability.RELAXED) {
            LOG.warn(
                    "THE PROMISE IS RELAXED: a crash of the machine may lose what was acknowledged in the last second");
        }
        return doubt;
    }

    private static void fits(RedisLayout.Outcome outcome) {
        if (outcome instanceof RedisLayout.Outcome.Refused refused) {
            throw StartRefused.configuration(refused.reason());
        }
    }

    /** Where an embedded Redis keeps its files; null where the disk of Redis is not ours to see. */
    @Nullable
    Path folder(DataFolder data) {
        return embedded == null ? null : data.path();
    }

    /** Closes the connections; an embedded Redis ends in order. */
    void close() {
        links.close().await();
        if (embedded != null) {
            embedded.stop();
        }
    }
}
