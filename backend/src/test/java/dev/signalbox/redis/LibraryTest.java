package dev.signalbox.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.TestRedis;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LibraryTest {

    private static final String TEXT = """
            #!lua name=colours
            redis.register_function { function_name = 'sb_colour', callback = function() return '%s' end }
            """;

    private final Library old = new Library(TEXT.formatted("red"));
    private final Library fresh = new Library(TEXT.formatted("blue"));

    @Test
    void two_versions_of_a_library_live_side_by_side_whoever_starts_last() {
        Vertx vertx = Vertx.vertx();
        try (TestRedis redis = TestRedis.start()) {
            RedisLink link =
                    new RedisLinks(vertx, redis.endpoint(), new SplittableRandom(1)).open(Duration.ofSeconds(2));

            link.load(old).await();
            link.load(fresh).await();
            link.load(old).await();

            assertThat(link.send(old.call("sb_colour").arg(0)).await()).hasToString("red");
            assertThat(link.send(fresh.call("sb_colour").arg(0)).await()).hasToString("blue");
        } finally {
            vertx.close().await();
        }
    }

    @Test
    void the_same_text_has_the_same_names() {
        assertThat(new Library(TEXT.formatted("red")).nameOf("sb_colour"))
                .isEqualTo(old.nameOf("sb_colour"))
                .matches("sb_colour_[0-9a-f]{8}")
                .isNotEqualTo(fresh.nameOf("sb_colour"));
        assertThat(old.code()).startsWith("#!lua name=colours_").hasLineCount(2);
    }
}
