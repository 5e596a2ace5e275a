package dev.signalbox.flow.ingest;

import dev.signalbox.flow.connection.Secrets;
import dev.signalbox.redis.RedisEndpoint;
import dev.signalbox.redis.RedisLinks;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is being fetched: one reader for each source that is not paused and does not come to the listener. A broker that
 * shares out among those who read is read by every hub. A stream is read by one hub of all, as is a schedule; two may read
 * for a moment while it goes from hub to hub: the journal knows the second entry of the same id.
 */
final class Readers {

    /** Longer than a read may block, for an unanswered request counts as a lost connection. */
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final With with;
    private final Sources sources;
    private final Predicate<String> here;
    private final Map<String, Reader> readers = new HashMap<>();
    private boolean open;

    /**
     * What every reader gets.
     *
     * @param own links to the hub's own Redis
     * @param ticks how far schedules are
     * @param loop that the outcomes belong to
     */
    record With(
            Vertx vertx,
            RedisLinks own,
            RedisTicks.At ticks,
            Secrets secrets,
            Outcomes outcomes,
            Tools tools,
            Context loop) {}

    /** @param here whether this hub is the one that reads a source that only one reads */
    Readers(With with, Sources sources, Predicate<String> here) {
        this.with = with;
        this.sources = sources;
        this.here = here;
    }

    void open() {
        open = true;
        sources.all().forEach(live -> start(live.source()));
    }

    /** Another hub may be the one that reads a source by now. */
    void reshared() {
        List.copyOf(readers.keySet()).stream().filter(name -> !isHere(name)).forEach(this::changed);
        if (open) {
            sources.all().forEach(live -> start(live.source()));
        }
    }

    /** Follows a change of this source. */
    void changed(String name) {
        Reader reader = readers.remove(name);
        Future<Void> stopped = reader == null ? Future.succeededFuture() : reader.close();
        stopped.onComplete(closed -> {
            LiveSource live = sources.find(name);
            if (open && live != null) {
                start(live.source());
            }
        });
    }

    Future<Void> close() {
        open = false;
        List<Future<Void>> closing =
                readers.values().stream().map(Reader::close).toList();
        readers.clear();
        return Future.join(closing).mapEmpty();
    }

    private boolean isHere(String name) {
        LiveSource live = sources.find(name);
        return here.test(name) || (live != null && !live.source().kind().isOfOneHub());
    }

    private void start(Source source) {
        if (source.paused() || readers.containsKey(source.name()) || !isHere(source.name())) {
            return;
        }
        Reader reader = reader(source);
        if (reader != null) {
            readers.put(source.name(), reader);
            reader.start();
        }
    }

    private @Nullable Reader reader(Source source) {
        Bus bus = new Bus(with.vertx().eventBus());
        if (source.inlet() instanceof Inlet.RedisStream stream) {
            Report report = report(source, "stream " + stream.stream(), with.tools());
            return new RedisStreamSource(
                    with.vertx(), links(stream).open(TIMEOUT), source, stream, bus, report, with.tools());
        }
        if (source.inlet() instanceof Inlet.Kafka kafka) {
            Tools tools = tools();
            Report report = report(
                    source, "Kafka at " + String.join(", ", kafka.broker().servers()), tools);
            return new KafkaSource(new KafkaSettings(source, kafka, with.secrets()), bus, report, tools);
        }
        if (source.inlet() instanceof Inlet.Rabbit rabbit) {
            Tools tools = tools();
            Report report = report(source, "queue " + rabbit.queue() + " of RabbitMQ", tools);
            return new RabbitSource(new RabbitSettings(source, rabbit, with.secrets()), bus, report, tools);
        }
        if (source.inlet() instanceof Inlet.Sqs sqs) {
            Tools tools = tools();
            Report report = report(source, "queue " + sqs.queue().name() + " of SQS", tools);
            return new SqsSource(new SqsSettings(source, sqs, with.secrets()), bus, report, tools);
        }
        if (source.inlet() instanceof Inlet.Schedule schedule) {
            Report report = report(source, "how far the schedule is", with.tools());
            RedisTicks ticks = with.ticks().of(source.name(), schedule.rhythm());
            return new ScheduleSource(
                    source, schedule, new ScheduleSource.With(with.vertx(), ticks, bus, report, with.tools()));
        }
        return null;
    }

    private Report report(Source source, String what, Tools tools) {
        return new Report(source, what, new Report.To(with.outcomes(), with.loop()), tools);
    }

    /** For a thread of its own. */
    private Tools tools() {
        Tools ours = with.tools();
        return new Tools(ours.clock(), new SplittableRandom(ours.random().nextLong()), ours.failpoints());
    }

    private RedisLinks links(Inlet.RedisStream stream) {
        return stream.url() == null
                ? with.own()
                : new RedisLinks(
                        with.vertx(),
                        RedisEndpoint.of(stream.url()),
                        with.tools().random());
    }
}
