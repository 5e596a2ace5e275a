package dev.signalbox.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.signalbox.rulebook.RedisPacks;
import dev.signalbox.testing.TestRedis;
import io.vertx.core.Vertx;
import java.io.IOException;
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

/**
 * Redis does not roll back: a Function that meets a key of another type must not have written anything yet. And a Cluster
 * routes by the keys that are declared: a Function must touch no others.
 */
class FunctionKeysTest {

    private static final List<Call> CALLS = List.of(
            new Call(
                    "sb_append",
                    "journal head gate again seen older oldest",
                    "1 1024 1024 1024 1000000 sixteen-bytes-id sum! 1 field value"),
            new Call("sb_claim", "owner head", "h 5000"),
            new Call("sb_renew", "owner", "h 1 5000"),
            new Call("sb_try", "owner", "h 1"),
            new Call("sb_blame", "owner put", "h 1 field value"),
            new Call("sb_release", "owner", "h 1"),
            new Call(
                    "sb_commit",
                    "owner commits head put removed stream ranked unranked",
                    "h 1 5000 1 5 1 0 P 4 2 a b R 5 1 a A 6 3 * a b Z 7 2 1 a U 8 1 a"),
            new Call("sb_trim", "old decisions owner", "h 1 100"),
            new Call("sb_beat", "hubs shares news sources-head rulebook", "4 h 100-x 5000 - {}"),
            new Call("sb_leave", "left shares news", "4 h 100-x"),
            new Call("sb_pin", "left shares news", "4 0 h"),
            new Call("sb_sources", "sources sources-head news", "0 1 shop {} old"),
            new Call("sb_draft_save", "drafts", "pack 0 {}"),
            new Call("sb_draft_drop", "drafts", "pack 0"),
            new Call("sb_define", "definition", "hash text"),
            new Call("sb_rulebook_prepare", "rulebook versions heads news", "{} {}"),
            new Call("sb_rulebook_activate", "rulebook news", "0 1"));

    private static final List<Library> LIBRARIES =
            List.of(RedisFunctions.JOURNAL, RedisFunctions.HUBS, Library.of(RedisPacks.class, "rulebook.lua"));

    private static final List<String> READING = List.of("sb_hubs");

    /** All keys with their values and ends. */
    private static final String STATE = "local all = {} for _, key in ipairs(redis.call('KEYS', '*')) do"
            + " all[#all + 1] = key .. ' ' .. redis.sha1hex(redis.call('DUMP', key)) .. redis.call('PEXPIRETIME', key)"
            + " end table.sort(all) return table.concat(all, ', ')";

    /** Put before a library: an error for each key that the call under way has not declared. */
    private static final String STRICT = """
            local declared = {}
            local function inner() return redis end
            local redis = { error_reply = function(text) return inner().error_reply(text) end }
            redis.call = function(name, key, ...)
              if key and not declared[key] then error('UNDECLARED ' .. name .. ' ' .. key) end
              if key then return inner().call(name, key, ...) end
              return inner().call(name)
            end
            redis.register_function = function(f, given)
              if given then f = { function_name = f, callback = given } end
              local callback = f.callback
              f.callback = function(keys, args)
                declared = {}
                for _, key in ipairs(keys) do declared[key] = true end
                return callback(keys, args)
              end
              return inner().register_function(f)
            end
            """;

    private static TestRedis redis;

    /** One call that writes; keys and arguments have blanks between them. */
    private record Call(String function, String keys, String args) {

        /** In one slot, as the keys of a partition are, and those of the hub. */
        List<String> each() {
            return Stream.of(keys.split(" ", -1)).map("{p0}:"::concat).toList();
        }

        String ask() {
            return ask(redis);
        }

        String ask(TestRedis whom) {
            List<String> words = new ArrayList<>(List.of("FCALL", inRedis(), "" + each().size()));
            words.addAll(each());
            words.addAll(List.of(args.split(" ", -1)));
            return whom.ask(words.toArray(String[]::new));
        }

        private String inRedis() {
            return LIBRARIES.stream()
                    .filter(library -> library.code().contains('\'' + library.nameOf(function) + '\''))
                    .map(library -> library.nameOf(function))
                    .findFirst()
                    .orElseThrow();
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
        prepare(redis);
    }

    private static void prepare(TestRedis empty) {
        empty.ask("HSET", "{p0}:owner", "hub", "h", "epoch", "1", "position", "5");
        empty.ask("HSET", "{p0}:head", "n", "5");
        empty.ask("XADD", "{p0}:old", "1-0", "a", "b");
        empty.ask("HSET", "{p0}:left", "beat:h", "4000000000000 5000 100-x 0 -");
        empty.ask("HSET", "{p0}:drafts", "draft:pack", "{}");
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
    void a_function_touches_no_key_that_it_did_not_declare() throws IOException {
        try (TestRedis strict = TestRedis.start()) {
            for (Library library : LIBRARIES) {
                strict.ask("FUNCTION", "LOAD", strict(library.code()));
            }

            for (Call call : CALLS) {
                strict.flush();
                prepare(strict);
                assertThat(call.ask(strict)).as(call.toString()).isNotNull();
            }
        }
    }

    /** The first line names the library; what is put before it must not take its place. */
    private static String strict(String code) {
        int end = code.indexOf('\n') + 1;
        return code.substring(0, end) + STRICT + code.substring(end);
    }

    @Test
    void every_function_that_writes_has_its_line_here() {
        List<String> there = redis.ask("FUNCTION", "LIST")
                .lines()
                .filter(line -> line.startsWith("sb_"))
                .map(line -> line.substring(0, line.lastIndexOf('_')))
                .filter(line -> !READING.contains(line))
                .toList();

        assertThat(CALLS).extracting(Call::function).containsExactlyInAnyOrderElementsOf(there);
    }
}
