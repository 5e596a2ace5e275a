package dev.signalbox.flow;

import dev.signalbox.failpoint.Failpoint;
import dev.signalbox.failpoint.Failpoints;
import dev.signalbox.flow.match.Limits;
import dev.signalbox.flow.process.Correlations;
import dev.signalbox.flow.process.Definition;
import dev.signalbox.flow.process.Definitions;
import dev.signalbox.flow.process.Parsed;
import dev.signalbox.rulebook.Forms;
import dev.signalbox.testing.ArmedFailpoints;
import dev.signalbox.testing.TestRedis;
import dev.signalbox.testing.TestTarget;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Hubs over one real Redis, empty before each test, with rules and definitions that tests give them. */
abstract class FlowFixture {

    /** Of the hubs that are made from now on. */
    InstantSource hubClock = InstantSource.system();

    /** Starts a process that calls the service; and one that waits before it calls. */
    static final String RULES = """
            rule "tell" when $e : Event( type == "paid" ) then
                hub.start( "tell" ).key( $e.getSubject() ).with( "order", $e.getId() );
            end
            rule "park" when $e : Event( type == "parked" ) then
                hub.start( "park" ).key( $e.getSubject() ).with( "order", $e.getId() );
            end
            """;

    private static final String HEAD = """
            document:
              dsl: '1.0.0'
              namespace: shop
              name: %s
              version: '1.0.0'
            do:
            """;

    private static final String CALL = """
              - post:
                  call: http
                  with:
                    method: post
                    endpoint: %s/%s
                    body:
                      order: ${ $workflow.input.order }
            """;

    private static final String PAUSE = """
              - pause:
                  wait:
                    milliseconds: %d
            """;

    static TestRedis redis;
    static Vertx vertx;

    @TempDir
    Path folder;

    final TestTarget service = new TestTarget();
    final ArmedFailpoints failpoints = new ArmedFailpoints();
    final GivenShares shares = new GivenShares();
    final Map<Integer, Rulebooks.Version> versions = new ConcurrentHashMap<>();
    private final Map<String, Definition> definitions = new ConcurrentHashMap<>();
    private final List<FlowHub> hubs = new ArrayList<>();

    @BeforeAll
    static void start() {
        redis = TestRedis.start();
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        vertx.close().await();
        redis.close();
    }

    @BeforeEach
    void empty() {
        redis.flush();
    }

    @AfterEach
    void close() {
        hubs.forEach(FlowHub::close);
        service.close();
    }

    /** Makes a version of the rulebook with the processes tell and park. */
    void rulebook(int number, String rules, int waitMillis) {
        rulebook(number, rules, waitMillis, Limits.STANDARD);
    }

    /** The same with limits of its own. */
    void rulebook(int number, String rules, int waitMillis, Limits limits) {
        String call = CALL.formatted(service.url(), "tell");
        String parked = PAUSE.formatted(waitMillis) + CALL.formatted(service.url(), "park");
        Map<String, Rulebooks.Pinned> pinned =
                Map.of("tell", pinned("tell", number, call), "park", pinned("park", number, parked));
        versions.put(
                number,
                new Rulebooks.Version(number, Forms.rules(number, "shop", rules, limits), pinned, Correlations.NONE));
    }

    /** Makes a version of the rulebook with processes of these names and tasks. */
    void rulebook(int number, String rules, Map<String, String> tasks) {
        Map<String, Rulebooks.Pinned> pinned = new HashMap<>();
        tasks.forEach((name, text) -> pinned.put(name, pinned(name, number, text.formatted(service.url()))));
        List<Correlations.Way> ways = definitions.values().stream()
                .flatMap(each -> each.listens().stream())
                .distinct()
                .toList();
        versions.put(
                number,
                new Rulebooks.Version(
                        number,
                        Forms.rules(number, "shop", rules, Limits.STANDARD),
                        Map.copyOf(pinned),
                        Correlations.of(ways)));
    }

    private Rulebooks.Pinned pinned(String name, int number, String tasks) {
        Parsed parsed = Definitions.parse(HEAD.formatted(name) + tasks);
        if (!(parsed instanceof Parsed.Valid valid)) {
            throw new AssertionError(parsed);
        }
        definitions.put(name + '@' + number, valid.definition());
        return new Rulebooks.Pinned(number, valid.definition());
    }

    /** A hub over the rules, which are version 1 in force from the first entry on. */
    FlowHub hub(String rules) {
        rulebook(1, rules, 300);
        return hub("h1", failpoints);
    }

    FlowHub hub(String id, Failpoints points) {
        return hub(id, points, Duration.ofDays(7));
    }

    FlowHub hub(String id, Failpoints points, Shares shares) {
        return hub(id, points, Duration.ofDays(7), shares);
    }

    FlowHub hub(String id, Failpoints points, Duration retention) {
        return hub(id, points, retention, shares);
    }

    private FlowHub hub(String id, Failpoints points, Duration retention, Shares shares) {
        Rulebooks rulebooks = new Rulebooks() {
            @Override
            public void breached(String rule, int version, String why) {
                // nobody counts them here
            }

            @Override
            public Version version(int version) {
                return Objects.requireNonNull(versions.get(Math.max(1, version)));
            }

            @Override
            public Definition definition(String name, int version) {
                return Objects.requireNonNull(definitions.get(name + '@' + version));
            }
        };
        FlowHub hub = new FlowHub(
                vertx, redis, folder, new FlowHub.Setup(id, rulebooks, points, hubClock, retention, shares));
        hubs.add(hub);
        return hub;
    }

    /** Leaves of an earlier life nothing but the journal. */
    static void forget() {
        for (int partition = 0; partition < FlowHub.PARTITIONS; partition++) {
            for (String key : redis.ask("KEYS", "sb:{p" + partition + "}:*").split("\\s+", -1)) {
                String name = key.substring(key.indexOf("}:") + 2);
                if (!Set.of("journal", "head", "gate").contains(name)
                        && !name.startsWith("seen:")
                        && !name.startsWith("again:")) {
                    redis.ask("DEL", key);
                }
            }
        }
    }

    /**
     * An owner ends at a point, and so do those after it: at the first pass, and at each so-manieth after that.
     *
     * @param before the pass from which on nobody does
     * @param passes counts them
     */
    static Failpoints endingAt(Failpoint point, int each, int before, AtomicInteger passes) {
        return passed -> {
            if (passed == point && passes.incrementAndGet() % each == 1 && passes.get() < before) {
                throw new IllegalStateException("the owner ends at " + point);
            }
        };
    }
}
