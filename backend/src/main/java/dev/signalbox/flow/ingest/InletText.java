package dev.signalbox.flow.ingest;

import dev.signalbox.flow.connection.Broker;
import dev.signalbox.flow.connection.Fields;
import dev.signalbox.flow.connection.Mechanism;
import dev.signalbox.flow.connection.SqsQueue;
import dev.signalbox.flow.ingest.Inlet.Kafka;
import dev.signalbox.flow.ingest.Inlet.Rabbit;
import dev.signalbox.flow.ingest.Inlet.RedisStream;
import dev.signalbox.flow.ingest.Inlet.Sqs;
import dev.signalbox.flow.ingest.Inlet.Start;
import dev.signalbox.flow.ingest.Inlet.Unwrap;
import dev.signalbox.flow.ingest.Source.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads how a source comes to the hub: the fields that only its kind has. */
final class InletText {

    private static final String OURS = "sb:";
    private static final String GROUP = "signalbox";
    private static final String TOPIC = "[A-Za-z0-9._-]{1,249}";

    private static final int PREFETCH = 256;
    private static final int MOST_PREFETCH = 10_000;

    private static final int RECEIVERS = 4;
    private static final int MOST_RECEIVERS = 64;
    private static final int VISIBILITY = 30;
    private static final int LEAST_VISIBILITY = 5;

    /** What SQS allows, and what is left of it after being prolonged. */
    private static final int MOST_VISIBILITY = 43_200 / 2;

    private final Fields fields;

    InletText(Fields fields) {
        this.fields = fields;
    }

    Inlet read(@Nullable Kind kind) {
        return switch (kind == null ? Kind.WEBHOOK : kind) {
            case WEBHOOK -> new Inlet.Listener();
            case REDIS_STREAM -> redisStream();
            case KAFKA -> kafka();
            case RABBITMQ -> rabbit();
            case SQS -> sqs();
            case SCHEDULE -> new ScheduleText(fields).read();
        };
    }

    private RedisStream redisStream() {
        String url = fields.text("url");
        if (url != null && !url.matches("(?:rediss?|valkeys?|unix)://.+")) {
            fields.wrong("url", "wanted redis://host:port or rediss://host:port; leave it out for the hub's own Redis");
        }
        String stream = fields.text("stream");
        if (stream == null) {
            fields.wrong("stream", "missing: the key of the stream to read");
        } else if (url == null && stream.startsWith(OURS)) {
            fields.wrong("stream", "keys that begin with " + OURS + " are the hub's own: name another stream");
        }
        return new RedisStream(url, stream == null ? "" : stream, fields.text("group", GROUP));
    }

    private Kafka kafka() {
        List<String> topics = fields.texts("topics");
        if (topics.isEmpty()) {
            fields.wrong("topics", "missing: the topics to read, such as [\"orders\"]");
        }
        for (int i = 0; i < topics.size(); i++) {
            if (!topics.get(i).matches(TOPIC)) {
                fields.wrong("topics/" + i, "a topic's name has 1 to 249 letters, digits, '.', '_' or '-'");
            }
        }
        Mechanism mechanism = fields.choice("mechanism", Mechanism.values());
        Start start = fields.choice("start", Start.values());
        return new Kafka(
                Broker.read(fields, "9092"),
                mechanism == null ? Mechanism.PLAIN : mechanism,
                topics,
                fields.text("group", GROUP),
                start == null ? Start.EARLIEST : start);
    }

    private Rabbit rabbit() {
        String queue = fields.text("queue");
        if (queue == null) {
            fields.wrong("queue", "missing: the queue to read, such as \"orders\"");
        }
        return new Rabbit(
                Broker.read(fields, "5672"),
                fields.text("vhost", "/"),
                queue == null ? "" : queue,
                fields.flag("declare"),
                fields.whole("prefetch", PREFETCH, MOST_PREFETCH));
    }

    private Sqs sqs() {
        int visibility = fields.whole("visibility", VISIBILITY, MOST_VISIBILITY);
        if (visibility < LEAST_VISIBILITY) {
            fields.wrong("visibility", "wanted at least " + LEAST_VISIBILITY + " seconds, got " + visibility);
        }
        return new Sqs(
                SqsQueue.read(fields),
                fields.whole("receivers", RECEIVERS, MOST_RECEIVERS),
                visibility,
                fields.choice("unwrap", Unwrap.values()));
    }
}
