package dev.signalbox.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signalbox.config.StartRefused;
import dev.signalbox.demo.world.Failures;
import dev.signalbox.demo.world.Score;
import dev.signalbox.demo.world.Verdict;
import dev.signalbox.demo.world.World;
import dev.signalbox.redis.EmbeddedRedis;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A demo that runs: the world in this process, the hub in one of its own, and a Redis that the hub has started. */
public final class Demo implements AutoCloseable {

    /** Of how many orders the world still knows what became of each. */
    public static final long MOST_ORDERS = World.MOST_ORDERS;

    private static final JsonMapper JSON = new JsonMapper();
    private static final long LOOK_MILLIS = 2_000;

    private final Setup setup;
    private final InstantSource clock;
    private final Diary diary;
    private final DemoFolder folder;
    private final int run;
    private final Ports ports;
    private final Addresses addresses;
    private final World world;
    private final Launch launch;
    private final Supervisor hub;
    private final Breaks breaks;
    private final Edits edits;
    private final long startedAt;
    private volatile List<PackCopy> toLoad;
    private final Thread looking = new Thread(this::lookForEdits, "demo-edits");
    private volatile @Nullable HubApi api;
    private boolean moved;
    private boolean closed;

    /**
     * What is wanted.
     *
     * @param data folder of the demo
     * @param fresh forgets what is in it
     * @param rate events per second
     * @param orders after so many there is nothing new; 0 for no end
     * @param failures how much goes wrong in the world
     * @param seed of all chance in the world
     * @param program how the hub is started, up to its own arguments
     */
    public record Setup(
            Path data, boolean fresh, double rate, long orders, Failures failures, long seed, List<String> program) {}

    private Demo(Setup setup, InstantSource clock, RandomGenerator secure, Consumer<String> told) {
        this.setup = setup;
        this.clock = clock;
        startedAt = clock.millis();
        diary = new Diary(clock, entry -> told.accept(entry.text()));
        folder = DemoFolder.open(setup.data(), setup.fresh());
        run = folder.nextRun();
        if (setup.orders() > 0 && run > 1) {
            throw StartRefused.configuration("--orders counts from the first one, but " + setup.data()
                    + " holds a demo that ran before: forget that with --fresh, or name another folder with --data");
        }
        Map<String, String> secrets = folder.secrets(secure);
        Addresses before = folder.worlds();
        ports = new Ports(diary);
        world = open(secrets, before);
        addresses = before.now(world.url());
        folder.worlds(addresses);
        launch = new Launch(setup.program(), setup.data(), secrets, URI.create(world.url()));
        toLoad = new PackCopies(setup.data().resolve("packs"), addresses).copy();
        hub = new Supervisor(() -> launch.start(ports, toLoad), this::came, world::hubWent, diary);
        breaks = new Breaks(world, hub, setup.data(), diary);
        edits = new Edits(addresses, this::edited);
    }

    private World open(Map<String, String> secrets, Addresses before) {
        int port = Ports.world(before.last(), diary);
        String name = Integer.toString(run, Character.MAX_RADIX);
        diary.note(
                "run " + name + ", seed " + setup.seed() + ", about " + setup.rate() + " events/s, in " + setup.data());
        return World.open(
                new World.Setup(
                        port,
                        setup.rate(),
                        setup.orders(),
                        setup.failures(),
                        setup.seed(),
                        name,
                        secrets,
                        this::boardJson),
                clock);
    }

    /**
     * Opens the world; the hub is not started yet.
     *
     * @param told gets each sentence about what happens
     * @throws dev.signalbox.config.StartRefused when a person has to do something first
     */
    public static Demo open(Setup setup, InstantSource clock, RandomGenerator secure, Consumer<String> told) {
        return new Demo(setup, clock, secure, told);
    }

    /**
     * Starts the hub and waits until it is ready; the link that logs its first reader in.
     *
     * @throws dev.signalbox.config.StartRefused when it does not come up
     */
    public String run() throws InterruptedException {
        diary.note("the world is there: shop, stock, payment, shipping, clinic and chat at " + world.url());
        diary.note("the hub starts, with the packs " + String.join(", ", PackCopies.NAMES) + " and a Redis of its own");
        long began = System.nanoTime();
        HubChild.Ready ready = hub.start();
        looking.setDaemon(true);
        looking.start();
        diary.note("the hub is ready after " + Supervisor.seconds(System.nanoTime() - began) + " (pid " + hub.pid()
                + "); its log is " + setup.data().resolve("hub.log"));
        return ready.loginLink();
    }

    /** The hub is ready, for the first time or again. */
    private void came(HubChild.Ready ready) {
        ports.keep(ready);
        toLoad.forEach(PackCopy::loaded);
        toLoad = List.of();
        HubApi reached = HubApi.of(ready.admin(), setup.data());
        move(reached);
        api = reached;
        world.hubCame(ready.ingest(), EmbeddedRedis.endpointIn(setup.data()));
    }

    /** Before there is anything to do for them, the packs learn where the world is now. */
    private void move(HubApi hubApi) {
        if (!addresses.moved() || moved) {
            return;
        }
        try {
            for (String pack : PackCopies.NAMES) {
                hubApi.move(pack, addresses);
            }
            moved = true;
        } catch (IOException e) {
            diary.note("the packs cannot be told that the world is at " + world.url() + " now: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void edited(Set<String> packs) {
        world.edited(packs);
        if (!packs.isEmpty()) {
            diary.note("you changed " + String.join(", ", new TreeSet<>(packs))
                    + ": what is started now is up to your rules, so that nothing of it is called lost");
        }
    }

    private void lookForEdits() {
        try {
            while (true) {
                Thread.sleep(LOOK_MILLIS);
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws InterruptedException {
        HubApi asked = api;
        if (asked == null || !hub.up()) {
            return;
        }
        try {
            edits.look(asked);
        } catch (IOException e) {
            return; // a hub that was just killed: the next look will see
        }
    }

    /** What may be done to it while it runs. */
    public Breaks breaks() {
        return breaks;
    }

    /** Where the console of the hub is. */
    public String consoleUrl() {
        return "http://127.0.0.1:" + ports.admin();
    }

    /** The exit code of a hub that could not be kept running; 0 as long as it can. */
    public int gaveUpWith() {
        return hub.gaveUpWith();
    }

    /** The scoreboard of this moment. */
    public Board board() {
        Score score = world.score();
        Optional<ProcessHandle> redis = Leftover.redis(setup.data());
        boolean up = hub.up();
        return new Board(
                clock.millis(),
                startedAt,
                setup.seed(),
                score.balances(),
                score.settled(),
                new Board.Part(up, up ? hub.pid() : 0),
                new Board.Part(redis.isPresent(), redis.map(ProcessHandle::pid).orElse(0L)),
                score,
                diary.last());
    }

    /** What became of all orders, by the world's own books. */
    public Verdict verdict() {
        return world.verdict();
    }

    /** The same as the hub has it: how many instances of a process are in each state. Empty while it does not answer. */
    public Map<String, Long> states(String definition) throws InterruptedException {
        HubApi asked = api;
        try {
            return asked == null ? Map.of() : asked.states(definition);
        } catch (IOException e) {
            return Map.of();
        }
    }

    private String boardJson() {
        try {
            return JSON.writeValueAsString(board());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a scoreboard is only numbers and texts", e);
        }
    }

    /** No new events; what is under way goes on. */
    public void quiet() {
        world.quiet();
    }

    /** Ends the hub, its Redis and the world. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        world.quiet();
        looking.interrupt();
        hub.stop();
        Leftover.endRedis(setup.data());
        world.close();
        folder.close();
    }
}
