package dev.signalbox.flow.sink;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.flow.connection.Broker;
import dev.signalbox.flow.connection.Fields;
import dev.signalbox.flow.connection.Mechanism;
import dev.signalbox.flow.connection.Problem;
import dev.signalbox.flow.connection.Reach;
import dev.signalbox.flow.connection.Secrets;
import dev.signalbox.flow.connection.SqsQueue;
import dev.signalbox.flow.sink.Outlet.Kind;
import dev.signalbox.flow.sink.Outlet.Mode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the text of a sink. What is wrong comes back as problems, all at once. */
final class SinkText {

    private static final int MOST_SECRETS = 2;

    private final Secrets secrets;

    SinkText(Secrets secrets) {
        this.secrets = secrets;
    }

    /** What reading came to. */
    sealed interface Read {
        record Good(Sink sink) implements Read {}

        record Bad(List<Problem> problems) implements Read {}
    }

    private interface Taking {
        String take(Fields fields, String at, String given);
    }

    /** @param before the sink that this one takes the place of; its secrets may be named by their fingerprint */
    Read fromApi(String name, JsonNode text, @Nullable Sink before) {
        List<String> known = before == null ? List.of() : before.secrets();
        Read read = read(name, text, (fields, at, given) -> secrets.take(fields, at, given, name, known));
        if (before == null || !(read instanceof Read.Good good)) {
            return read;
        }
        List<Problem> elsewhere = Reach.elsewhere(
                text, before.outlet().reach(), good.sink().outlet().reach());
        return elsewhere.isEmpty() ? read : new Read.Bad(elsewhere);
    }

    /** As {@link SinkShape#stored} wrote it. */
    Read stored(String name, JsonNode text) {
        return read(name, text, (fields, at, given) -> given);
    }

    private static Read read(String name, JsonNode text, Taking taking) {
        List<Problem> problems = new ArrayList<>();
        if (!name.matches(Fields.NAME)) {
            problems.add(new Problem(
                    "",
                    "a sink's name has 1 to 63 letters, digits, '.', '_' or '-' and begins with a letter or digit"));
        }
        Fields fields = new Fields(text, "", problems);
        Kind kind = fields.choice("kind", Kind.values());
        if (!fields.has("kind")) {
            fields.wrong("kind", "missing: say \"kafka\", \"rabbitmq\", \"sqs\", \"redis-stream\" or \"http\"");
        }
        Outlet outlet = kind == null ? null : outlet(kind, fields);
        List<String> kept = new ArrayList<>();
        for (String given : fields.texts("secrets")) {
            kept.add(taking.take(fields, "secrets/" + kept.size(), given));
        }
        if (kind == Kind.REDIS_STREAM && !kept.isEmpty()) {
            fields.wrong("secrets", "a redis-stream has none: leave them out");
        } else if (kept.size() > MOST_SECRETS) {
            fields.wrong("secrets", "wanted at most two: the one that signs, and the one before it");
        }
        if (outlet != null) {
            fields.end();
        }
        return outlet == null || !problems.isEmpty()
                ? new Read.Bad(problems)
                : new Read.Good(new Sink(name, outlet, kept));
    }

    private static Outlet outlet(Kind kind, Fields fields) {
        return switch (kind) {
            case KAFKA -> kafka(fields);
            case RABBITMQ ->
                new Outlet.Rabbit(Broker.read(fields, "5672"), fields.text("vhost", "/"), fields.plain("exchange", ""));
            case SQS -> new Outlet.Sqs(SqsQueue.read(fields), mode(fields));
            case REDIS_STREAM -> redisStream(fields);
            case HTTP -> http(fields);
        };
    }

    private static Outlet kafka(Fields fields) {
        Mechanism mechanism = fields.choice("mechanism", Mechanism.values());
        return new Outlet.Kafka(Broker.read(fields, "9092"), mechanism == null ? Mechanism.PLAIN : mechanism);
    }

    private static Outlet redisStream(Fields fields) {
        String url = fields.text("url");
        if (url != null && !url.matches("(?:rediss?|valkeys?|unix)://.+")) {
            fields.wrong("url", "wanted redis://host:port or rediss://host:port; leave it out for the hub's own Redis");
        }
        return new Outlet.RedisStream(url, fields.whole("maxlen", 0, 100_000_000));
    }

    private static Outlet http(Fields fields) {
        String url = fields.text("url", "");
        if (!fields.has("url")) {
            fields.wrong("url", "missing: where messages are posted to, such as \"https://shop.example/events\"");
        }
        return new Outlet.Http(url, mode(fields));
    }

    private static Mode mode(Fields fields) {
        Mode mode = fields.choice("mode", Mode.values());
        return mode == null ? Mode.BINARY : mode;
    }
}
