package dev.signalbox.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.signalbox.rulebook.RedisPacks;
import dev.signalbox.testing.TestRedis;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Redis does not roll back: a Function that meets a key of another type must not have written anything yet. */
class FunctionKeysTest {

    private static final List<Call> CALLS = List.of(
            new Call(
                    "sb_append",
                    "journal head gate again seen older oldest",
                    "1 1024 1024 1024 1000000 sixteen-bytes-id sum! 1 field value"),
            new Call("sb_claim", "owner head", "h 5000"),
            new Call("sb_renew", "owner", "h 1 5000"),
            new Call("sb_try", "owner", "h 1"),
            new Call("sb_release", "owner", "h 1"),
            new Call(
                    "sb_commit",
                    "owner commits head put removed stream ranked unranked",
                    "h 1 5000 1 5 1 0 P 4 2 a b R 5 1 a A 6 3 * a b Z 7 2 1 a U 8 1 a"),
            new Call("sb_trim", "old decisions owner", "h 1 100"),
            new Call("sb_draft_save", "drafts", "pack 0 {}"),
            new Call("sb_draft_drop", "drafts", "pack 0"),
            new Call("sb_define", "definition", "hash text"),
            new Call("sb_rulebook_prepare", "rulebook versions heads", "{} {}"),
            new Call("sb_rulebook_activate", "rulebook", "0 1"));

    /** All keys with their values and ends. */
    private static final String STATE = "local all = {} for _, key in ipairs(redis.call('KEYS', '*')) do"
            + " all[#all + 1] = key .. ' ' .. redis.sha1hex(redis.call('DUMP', key)) .. redis.call('PEXPIRETIME', key)"
            + " end table.sort(all) return table.concat(all, ', ')";

    private static TestRedis redis;

    /** One call that writes; keys and arguments have blanks between them. */
    private record Call(String function, String keys, String args) {

        List<String> each() {
            return List.of(keys.split(" ", -1));
        }

        String ask() {
            List<String> words = new ArrayList<>(List.of("FCALL", function, "" + each().size()));
            words.addAll(each());
            words.addAll(List.of(args.split(" ", -1)));
            return redis.ask(words.toArray(String[]::new));
        }

        @Override
        public String toString() {
            return function;
        }
    }

    @BeforeAll
    static void start() {
        redis = TestRedis.start();
        Vertx vertx = Vertx.vertx();
        RedisLink link = new RedisLinks(vertx, redis.endpoint(), new SplittableRandom(1)).open(Duration.ofSeconds(1));
        RedisFunctions.load(link).await();
        new RedisPacks(link, new KeySpace()).open().await();
        vertx.close().await();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @BeforeEach
    void prepare() {
        redis.flush();
        redis.ask("HSET", "owner", "hub", "h", "epoch", "1", "position", "5");
        redis.ask("HSET", "head", "n", "5");
        redis.ask("XADD", "old", "1-0", "a", "b");
        redis.ask("HSET", "drafts", "draft:pack", "{}");
    }

    static Stream<Call> calls() {
        return CALLS.stream();
    }

    static Stream<Arguments> poisons() {
        return CALLS.stream().flatMap(call -> call.each().stream().map(key -> arguments(call, key)));
    }

    @ParameterizedTest
    @MethodSource("poisons")
    void a_key_of_another_type_ends_a_call_before_its_first_write(Call call, String key) {
        redis.ask("DEL", key);
        redis.ask("SET", key, "poison");
        String before = redis.ask("EVAL", STATE, "0");

        assertThatThrownBy(call::ask).rootCause().message().containsPattern("BADTYPE|WRONGTYPE");

        assertThat(redis.ask("EVAL", STATE, "0")).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void the_same_call_writes_when_its_keys_are_what_they_should_be(Call call) {
        String before = redis.ask("EVAL", STATE, "0");

        String reply = call.ask();

        assertThat(redis.ask("EVAL", STATE, "0")).as(reply).isNotEqualTo(before);
    }

    @Test
    void every_function_that_writes_has_its_line_here() {
        List<String> there = redis.ask("FUNCTION", "LIST")
                .lines()
                .filter(line -> line.startsWith("sb_") && !line.equals("sb_version"))
                .toList();

        assertThat(CALLS).extracting(Call::function).containsExactlyInAnyOrderElementsOf(there);
    }
}
