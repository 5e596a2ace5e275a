package dev.signalbox.flow.sink;

import dev.signalbox.egress.EgressClient;
import dev.signalbox.flow.connection.Secret;
import dev.signalbox.flow.connection.Secrets;
import dev.signalbox.flow.connection.SqsAccess;
import dev.signalbox.redis.RedisEndpoint;
import dev.signalbox.redis.RedisLinks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The writer of each sink that is in use: made for its first message, closed when the sink has changed, and when nobody sent
 * to it for a while. All on one event loop.
 */
final class Writers {

    /** Whatever a client does, no message waits longer for its outcome. */
    private static final int MOST_MILLIS = 35_000;

    /** How long SQS may take to answer before it counts as away. */
    private static final Duration SQS_ANSWER = Duration.ofSeconds(10);

    private static final long IDLE_MILLIS = 60_000;
    private static final long LOOK_MILLIS = 10_000;

    private final With with;
    private final Map<String, Held> held = new HashMap<>();
    private final long timer;

    /** @param own links to the hub's own Redis */
    record With(
            Vertx vertx,
            RedisLinks own,
            Secrets secrets,
            EgressClient egress,
            InstantSource clock,
            RandomGenerator random) {}

    private static final class Held {
        private final Writer writer;
        private int underWay;
        private long used;

        Held(Writer writer) {
            this.writer = writer;
        }

        boolean isIdle(long now) {
            return !writer.mayIdle() && underWay == 0 && now - used >= IDLE_MILLIS;
        }
    }

    Writers(With with) {
        this.with = with;
        this.timer = with.vertx()
                .setPeriodic(LOOK_MILLIS, tick -> closeIdle(with.clock().millis()));
    }

    /** The future does not fail. */
    Future<Sent> write(Sink sink, Message message) {
        Held one = held.computeIfAbsent(sink.name(), name -> new Held(writer(sink)));
        one.underWay++;
        return one.writer
                .write(message)
                .timeout(MOST_MILLIS, TimeUnit.MILLISECONDS)
                .otherwise(fault -> lost(message, fault))
                .onComplete(done -> {
                    one.underWay--;
                    one.used = with.clock().millis();
                });
    }

    private static Sent lost(Message message, Throwable fault) {
        return fault instanceof TimeoutException
                ? new Sent.Failed(
                        "timeout",
                        408,
                        "The sink did not answer in time",
                        "sink " + message.sink() + ": no outcome within " + MOST_MILLIS + " ms")
                : new Sent.Failed("runtime", 500, "The message could not be sent", String.valueOf(fault));
    }

    /** The next message finds the sink as it is by then. */
    void changed(String name) {
        Held one = held.remove(name);
        if (one != null) {
            var unusedEnd = one.writer.close();
        }
    }

    void closeIdle(long now) {
        held.entrySet().stream()
                .filter(one -> one.getValue().isIdle(now))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(this::changed);
    }

    /** How many are open. */
    int open() {
        return held.size();
    }

    Future<Void> close() {
        with.vertx().cancelTimer(timer);
        List<Future<Void>> closing =
                held.values().stream().map(one -> one.writer.close()).toList();
        held.clear();
        return Future.join(closing).mapEmpty();
    }

    private Writer writer(Sink sink) {
        Outlet outlet = sink.outlet();
        if (outlet instanceof Outlet.Kafka kafka) {
            return new KafkaSink(new KafkaOptions(sink, kafka, password(sink)));
        }
        if (outlet instanceof Outlet.Rabbit rabbit) {
            return new RabbitSink(sink, rabbit, password(sink));
        }
        if (outlet instanceof Outlet.RedisStream stream) {
            return new RedisStreamSink(stream, links(stream));
        }
        List<Secret> live = secrets(sink);
        if (outlet instanceof Outlet.Sqs sqs) {
            return new SqsSink(sink, sqs, () -> SqsAccess.client(sqs.queue(), live, SQS_ANSWER));
        }
        return new HttpSink((Outlet.Http) outlet, with.egress(), new Signature(live, with.clock()));
    }

    private List<Secret> secrets(Sink sink) {
        return sink.secrets().stream()
                .map(kept -> with.secrets().open(kept, sink.name()))
                .toList();
    }

    private Supplier<@Nullable String> password(Sink sink) {
        return () -> sink.secrets().isEmpty()
                ? null
                : with.secrets().open(sink.secrets().get(0), sink.name()).text();
    }

    private RedisLinks links(Outlet.RedisStream stream) {
        return stream.url() == null
                ? with.own()
                : new RedisLinks(with.vertx(), RedisEndpoint.of(stream.url()), with.random());
    }
}
