package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.event.EventId;
import dev.signalbox.flow.connection.Fields;
import dev.signalbox.flow.connection.Problem;
import dev.signalbox.flow.connection.Reach;
import dev.signalbox.flow.connection.Secrets;
import dev.signalbox.flow.ingest.Source.Hmac;
import dev.signalbox.flow.ingest.Source.Kind;
import dev.signalbox.flow.ingest.Source.Limits;
import dev.signalbox.flow.ingest.Source.Preset;
import dev.signalbox.flow.ingest.Source.State;
import dev.signalbox.flow.ingest.Source.Terms;
import dev.signalbox.flow.ingest.Source.Verify;
import dev.signalbox.schedule.ProcessSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the text of a source. What is wrong comes back as problems, all at once. */
final class SourceText {

    private static final Selector MESSAGE_KEY = new Selector.Header("kafka-key");
    private static final Selector MESSAGE_GROUP = new Selector.Header(SqsMessages.GROUP);

    /** What reading came to. */
    sealed interface Read {
        record Good(Source source) implements Read {}

        record Bad(List<Problem> problems) implements Read {}
    }

    private final Secrets secrets;

    SourceText(Secrets secrets) {
        this.secrets = secrets;
    }

    /** @param before the source that this one takes the place of; its secrets may be named by their fingerprint */
    Read fromApi(String name, JsonNode text, @Nullable Source before) {
        Read read = ofPeople(
                name,
                read(name, text, null, (fields, at, given) -> secrets.take(fields, at, given, name, known(before))));
        if (before == null || !(read instanceof Read.Good good)) {
            return read;
        }
        List<Problem> elsewhere = Reach.elsewhere(
                text, before.inlet().reach(), good.source().inlet().reach());
        return elsewhere.isEmpty() ? read : new Read.Bad(elsewhere);
    }

    private static List<String> known(@Nullable Source before) {
        List<String> known = new ArrayList<>();
        if (before != null) {
            known.addAll(before.secrets());
            Stream.ofNullable(before.terms().verifyToken()).forEach(known::add);
        }
        return known;
    }

    /** Secrets stand in a file only as references. */
    Read fromPack(String pack, String name, JsonNode text) {
        return ofPeople(name, ofSchedule(pack, name, text));
    }

    /** Of a pack too, written by the hub itself. */
    Read ofSchedule(String pack, String name, JsonNode text) {
        return read(name, text, pack, secrets::reference);
    }

    private static Read ofPeople(String name, Read read) {
        return ProcessSource.isOne(name)
                ? new Read.Bad(List.of(new Problem(
                        "", "a name that ends in .schedule is that of the schedule of a process: choose another one")))
                : read;
    }

    /** As {@link SourceShape#stored} wrote it. */
    Read stored(String name, JsonNode text) {
        return read(name, text, text.path("pack").textValue(), (fields, at, given) -> given);
    }

    /** How a secret in a text becomes what is kept of it. */
    @FunctionalInterface
    private interface Taking {
        String take(Fields fields, String at, String given);
    }

    private static Read read(String name, JsonNode text, @Nullable String pack, Taking taking) {
        List<Problem> problems = new ArrayList<>();
        if (!name.matches(Fields.NAME)) {
            problems.add(new Problem(
                    "",
                    "a source's name has 1 to 63 letters, digits, '.', '_' or '-' and begins with a letter or digit"));
        }
        if (name.equals(EventId.HUB)) {
            problems.add(new Problem("", "the source signalbox belongs to the hub: choose another name"));
        }
        Source source = source(name, new Fields(text, "", problems), pack, taking);
        return problems.isEmpty() ? new Read.Good(source) : new Read.Bad(problems);
    }

    private static Source source(String name, Fields fields, @Nullable String pack, Taking taking) {
        Kind kind = fields.choice("kind", Kind.values());
        Preset preset = fields.choice("preset", Preset.values());
        Verify verify = fields.choice("verify", Verify.values());
        Sender sender = preset == null ? AnySender.ANY : preset.sender();
        Selector partitionBy = Selector.read(fields, "partitionBy");
        Source source = new Source(
                name,
                new InletText(fields).read(kind),
                preset,
                way(verify, preset),
                secrets(fields, taking),
                partitionBy == null ? usualKey(kind, sender) : partitionBy,
                hmac(fields.object("hmac"), sender.hmac()),
                map(fields.object("map")),
                limits(fields.object("limits"), sender.limits()),
                fields.choice("priority", Source.Priority.values()) == Source.Priority.BULK
                        ? Source.Priority.BULK
                        : Source.Priority.NORMAL,
                fields.choice("state", State.values()) == State.PAUSED ? State.PAUSED : State.ON,
                terms(fields, sender, taking),
                redact(fields),
                pack);
        if (pack != null && !fields.text("pack", pack).equals(pack)) {
            fields.wrong("pack", "is said by the folder that the file lies in: leave it out");
        }
        if (!fields.has("kind")) {
            fields.wrong(
                    "kind",
                    "missing: say \"webhook\", \"kafka\", \"rabbitmq\", \"sqs\", \"redis-stream\" or \"schedule\"");
        }
        checkVerification(fields, source);
        fields.end();
        return source;
    }

    private static List<String> secrets(Fields fields, Taking taking) {
        List<String> given = fields.texts("secrets");
        List<String> kept = new ArrayList<>(given.size());
        for (String each : given) {
            kept.add(taking.take(fields, "secrets/" + kept.size(), each));
        }
        return kept;
    }

    private static Terms terms(Fields fields, Sender sender, Taking taking) {
        Terms terms = sender.terms(fields);
        String token = terms.verifyToken();
        return token == null ? terms : terms.of(taking.take(fields, "verifyToken", token));
    }

    /** A preset is verified in its own way, whichever word for a signature was used. */
    private static @Nullable Verify way(@Nullable Verify said, @Nullable Preset preset) {
        boolean signed = said == Verify.HMAC || said == Verify.PRESET;
        return signed && preset != null ? preset.sender().verify() : said;
    }

    private static @Nullable Selector usualKey(@Nullable Kind kind, Sender sender) {
        return kind == Kind.KAFKA ? MESSAGE_KEY : kind == Kind.SQS ? MESSAGE_GROUP : sender.partitionBy();
    }

    private static void checkVerification(Fields fields, Source source) {
        Verify way = source.verification();
        if (source.kind() != Kind.WEBHOOK && (way != Verify.NONE || source.preset() != null)) {
            fields.wrong(
                    "verify", "a " + Fields.word(source.kind()) + " has no signatures: leave out preset and verify");
        } else if (source.kind().isOfOneHub() && !source.secrets().isEmpty()) {
            fields.wrong("secrets", "a " + Fields.word(source.kind()) + " has none: leave them out");
        } else if (source.kind() == Kind.SCHEDULE && !source.map().equals(Source.Map.DEFAULT)) {
            fields.wrong("map", "nobody sends what a schedule says: give it type, subject and data instead");
        } else if (way == Verify.PRESET && source.preset() == null) {
            fields.wrong("verify", "\"preset\" needs a preset: say which sender it is, or \"hmac\" or \"bearer\"");
        } else if (way == Verify.PRESET && !source.sender().hasSecrets()) {
            if (!source.secrets().isEmpty()) {
                fields.wrong("secrets", "this sender has none: leave it out");
            }
        } else if (way != Verify.NONE && source.secrets().isEmpty() && !fields.has("secrets")) {
            fields.wrong("secrets", "missing: give at least one secret, or say \"verify\": \"none\"");
        } else if (way != Verify.NONE && source.secrets().isEmpty()) {
            fields.wrong("secrets", "empty: give at least one secret, or say \"verify\": \"none\"");
        }
    }

    private static Hmac hmac(Fields fields, Hmac otherwise) {
        Source.Encoding encoding = fields.choice("encoding", Source.Encoding.values());
        String header = fields.text("header", otherwise.header());
        Hmac hmac = new Hmac(
                header,
                encoding == null ? otherwise.encoding() : encoding,
                fields.plain("prefix", otherwise.prefix()),
                fields.text("signed", otherwise.signed()));
        if (!Headers.isName(header)) {
            fields.wrong("header", "wanted the name of a header");
        }
        if (!hmac.signed().contains("{body}")) {
            fields.wrong(
                    "signed",
                    "must contain {body}: what is not signed can be changed; e.g. \"{header:X-Time}.{body}\"");
        }
        fields.end();
        return hmac;
    }

    private static Source.Map map(Fields fields) {
        Source.Map map = new Source.Map(
                Selector.read(fields, "type"),
                Selector.read(fields, "id"),
                Selector.read(fields, "subject"),
                Selector.read(fields, "time"));
        fields.end();
        return map;
    }

    private static Limits limits(Fields fields, Limits otherwise) {
        Limits limits = new Limits(
                fields.whole("rate", otherwise.rate(), 1_000_000),
                fields.whole("burst", otherwise.burst(), 1_000_000),
                fields.whole("body", otherwise.body(), 25 * Limits.MIB),
                fields.whole("silence", otherwise.silence(), 31_536_000),
                fields.whole("stale", otherwise.stale(), 31_536_000));
        fields.end();
        return limits;
    }

    private static List<String> redact(Fields fields) {
        List<String> pointers = fields.texts("redact");
        for (int i = 0; i < pointers.size(); i++) {
            if (!pointers.get(i).matches("(/([^~/]|~[01])+)+")) {
                fields.wrong(
                        "redact/" + i,
                        "wanted a JSON Pointer into the data, such as \"/patient/name\"; got \""
                                + Fields.cut(pointers.get(i)) + '"');
            }
        }
        return pointers;
    }
}
