package dev.signalbox.demo.world;

import dev.signalbox.redis.RedisEndpoint;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** The demo world: everything in it happens on one event loop, one thing after the other. */
public final class World implements AutoCloseable {

    /** Services that can be stopped and started. */
    public static final String PAYMENT = "payment";

    /** Of how many orders it knows what became of each. */
    public static final long MOST_ORDERS = Books.MOST_REMEMBERED;

    private static final String LOOPBACK = "127.0.0.1";
    private static final long LOOK_MILLIS = 250;

    private final Vertx vertx;
    private final HttpServer server;
    private final Ledger ledger = new Ledger();
    private final Books books = new Books();
    private final Front front;
    private final RedisStreams streams;
    private final Courier courier;
    private final Traffic traffic;
    private final long orders;
    private List<String> edited = List.of();
    private boolean hubUp;
    private boolean begun;
    private volatile Score score;

    /**
     * What the world is to be.
     *
     * @param port of its services; 0 takes a free one
     * @param rate events per second
     * @param orders after so many there is nothing new; 0 for no end
     * @param failures how much goes wrong
     * @param run makes the ids of this run different from those of the runs before
     * @param secrets by the name of the variable in which the hub finds them
     * @param scoreboard what it answers to whoever asks for the scoreboard
     */
    public record Setup(
            int port,
            double rate,
            long orders,
            Failures failures,
            long seed,
            String run,
            Map<String, String> secrets,
            Supplier<String> scoreboard) {

        private String secret(String variable) {
            return secrets.getOrDefault(variable, "");
        }
    }

    private World(Setup setup, InstantSource clock) {
        orders = setup.orders();
        vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        Chance chance = new Chance(setup.seed());
        RandomGenerator random = chance.of("traffic " + setup.run());
        streams = new RedisStreams(vertx, random);
        courier = new Courier(vertx, streams, random);
        Scenes scenes = new Scenes(
                new Shop(setup.secret("SHOP_WEBHOOK_SECRET"), chance, clock, books),
                new Payments(setup.secret("PAYMENTS_TOKEN"), chance, clock),
                new Lab(chance, clock),
                new Git(setup.secret("GITHUB_WEBHOOK_SECRET"), chance),
                random,
                setup.run());
        traffic = new Traffic(vertx, scenes, courier, ledger, random, setup.rate(), this::isEnough);
        Services services = new Services(books, chance, setup.failures(), traffic::notified);
        front = new Front(vertx, services, ledger, chance, setup.failures(), setup.scoreboard());
        score = look();
        server = vertx.createHttpServer(
                        new HttpServerOptions().setHost(LOOPBACK).setPort(setup.port()))
                .requestHandler(front);
    }

    /** A world whose services answer; fails when its port is taken. Its traffic waits for a hub. */
    public static World open(Setup setup, InstantSource clock) {
        World world = new World(setup, clock);
        try {
            var unusedServer = world.server.listen().await();
            world.vertx.setPeriodic(LOOK_MILLIS, timer -> world.passed());
            return world;
        } catch (RuntimeException e) {
            world.close();
            throw e;
        }
    }

    private boolean isEnough() {
        return orders > 0 && books.orders().placed() >= orders;
    }

    private void passed() {
        if (hubUp) {
            ledger.passed(LOOK_MILLIS);
        }
        score = look();
    }

    private Score look() {
        return new Score(
                ledger.events(),
                ledger.starts(),
                books.stock(),
                books.money(),
                books.orders(),
                new Score.Traffic(traffic.paused(), traffic.rate(), List.copyOf(front.stopped()), edited));
    }

    /** Where the services are. */
    public String url() {
        return "http://" + LOOPBACK + ':' + server.actualPort();
    }

    /** Where the scoreboard is. */
    public String scoreboardUrl() {
        return url() + Front.SCOREBOARD;
    }

    /** The hub takes deliveries there; with the first one the traffic begins. */
    public void hubCame(String ingestUrl, RedisEndpoint redis) {
        vertx.runOnContext(now -> {
            hubUp = true;
            courier.to(ingestUrl);
            streams.connect(redis);
            if (!begun) {
                begun = true;
                traffic.start();
            }
        });
    }

    /** While it is away, nothing is late. */
    public void hubWent() {
        vertx.runOnContext(now -> hubUp = false);
    }

    /** Not older than a moment. */
    public Score score() {
        return score;
    }

    /** What became of all orders so far. */
    public Verdict verdict() {
        Promise<Verdict> found = Promise.promise();
        vertx.runOnContext(now -> found.complete(books.verdict(ledger.owed(Services.ORDER), look().startsOnce())));
        return found.future().await();
    }

    /** Stops new events, or lets them come again; {@code done} gets whether they are stopped now. */
    public void pause(Consumer<Boolean> done) {
        vertx.runOnContext(now -> {
            traffic.pause(!traffic.paused());
            done.accept(traffic.paused());
        });
    }

    /** Tells again what was accepted last; {@code done} gets the number of deliveries. */
    public void storm(Consumer<Integer> done) {
        vertx.runOnContext(now -> done.accept(traffic.storm()));
    }

    /** Stops a service, or starts it again; {@code done} gets whether it is stopped now. */
    public void toggle(String service, Consumer<Boolean> done) {
        vertx.runOnContext(now -> {
            boolean stopped = front.stopped().add(service);
            if (!stopped) {
                front.stopped().remove(service);
            }
            done.accept(stopped);
        });
    }

    /** These packs are not as they came: nobody knows in advance what they start. */
    public void edited(Set<String> packs) {
        vertx.runOnContext(now -> {
            edited = packs.stream().sorted().toList();
            ledger.optional(Services.kinds(packs));
        });
    }

    /** No more traffic; what the hub still calls is answered. */
    public void quiet() {
        vertx.runOnContext(now -> traffic.stop());
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
