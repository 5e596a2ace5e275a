package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.signalbox.event.Envelope;
import dev.signalbox.event.Payload;
import dev.signalbox.flow.ingest.Delivery.Form;
import dev.signalbox.flow.journal.Journal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tries the mapping of a source: on deliveries that were written down, or made again from what the journal keeps. */
final class Previewing {

    private static final int TICKS = 5;

    private final Journal journal;
    private final Mapping mapping;
    private final RandomGenerator random;
    private final InstantSource clock;

    Previewing(Journal journal, RandomGenerator random, InstantSource clock) {
        this.journal = journal;
        this.mapping = new Mapping(random);
        this.random = random;
        this.clock = clock;
    }

    Preview of(Source source, List<? extends Sample> samples) {
        return source.inlet() instanceof Inlet.Schedule schedule ? ticks(source, schedule) : tried(source, samples);
    }

    /** What comes next, whatever came. */
    private Preview ticks(Source source, Inlet.Schedule schedule) {
        return new Preview.Tried(schedule.rhythm().next(clock.instant(), TICKS).stream()
                .map(tick -> row(null, tick(source, tick)))
                .toList());
    }

    private Delivery tick(Source source, Instant time) {
        String trace = TraceParent.of(null, random).text();
        return new Tick(time, null, 0).delivery(source, trace, clock.millis());
    }

    private Preview tried(Source source, List<? extends Sample> samples) {
        List<Preview.Row> rows = new ArrayList<>(samples.size());
        for (Sample sample : samples) {
            rows.add(row(source, sample));
        }
        return new Preview.Tried(rows);
    }

    private Preview.Row row(Source source, Sample sample) {
        if (sample instanceof Sample.Journaled past) {
            return again(source, past);
        }
        return sample instanceof Sample.Came came
                ? row(came.journaled(), came.delivery().as(source))
                : row(null, written(source, (Sample.Written) sample));
    }

    private Preview.Row again(Source source, Sample.Journaled past) {
        Preview.Named before = Preview.Named.of(past.envelope(), false, past.key(), journal.partitionOf(past.key()));
        String lost = lostHeaders(source);
        return lost.isEmpty()
                ? row(before, delivery(source, past.envelope()))
                : new Preview.Row(
                        before,
                        null,
                        null,
                        "the journal keeps no headers, so " + lost + " needs a delivery to be tried");
    }

    private Preview.Row row(Preview.@Nullable Named before, Delivery delivery) {
        Mapped mapped = mapping.map(delivery);
        if (mapped instanceof Mapped.Unmappable no) {
            return new Preview.Row(before, null, no.detail(), null);
        }
        Mapped.Read read = (Mapped.Read) mapped;
        Preview.Named named =
                Preview.Named.of(read.envelope(), read.generated(), read.key(), journal.partitionOf(read.key()));
        return new Preview.Row(before, named, null, null);
    }

    /** As it would be found genuine; of a schedule a tick of this moment. */
    Delivery written(Source source, Sample.Written sample) {
        if (source.kind() == Source.Kind.SCHEDULE) {
            return tick(source, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        }
        Headers headers = Headers.of(sample.headers());
        Payload body = Payload.of(sample.body().getBytes(StandardCharsets.UTF_8));
        return delivery(source, form(source, headers, body), headers, body);
    }

    /** As the doors would read it: a CloudEvent is told by its content type, its headers, or its looks. */
    private static Form form(Source source, Headers headers, Payload body) {
        if (source.kind() != Source.Kind.WEBHOOK) {
            return fetched(source);
        }
        if (headers.first("ce-specversion") != null) {
            return Form.BINARY;
        }
        if (source.preset() == null && body.json().path("specversion").isTextual()) {
            return Form.STRUCTURED;
        }
        Form told = source.sender().form(MediaType.of(headers.first("content-type")));
        return told == null ? Form.HOOK : told;
    }

    private Delivery delivery(Source source, Envelope past) {
        boolean event = !past.id().ceSource().isEmpty() && !source.sender().namesSource();
        if (event) {
            return delivery(source, Form.STRUCTURED, Headers.NONE, Payload.of(cloudEvent(past)));
        }
        Form form = source.kind() == Source.Kind.WEBHOOK ? Form.HOOK : fetched(source);
        return delivery(source, form, Headers.of(source.sender().headers(past)), past.data());
    }

    private Delivery delivery(Source source, Form form, Headers headers, Payload body) {
        long now = clock.millis();
        String id =
                switch (form) {
                    case ENTRY -> "0-1";
                    case MESSAGE -> body.json().path("id").asText("0-1");
                    case HOOK, FORM, STRUCTURED, BINARY, BUS, TICK -> null;
                };
        return new Delivery(
                source, form, headers, body, id, TraceParent.of(null, random).text(), now, now);
    }

    private static Form fetched(Source source) {
        return source.kind() == Source.Kind.REDIS_STREAM ? Form.ENTRY : Form.MESSAGE;
    }

    private static byte[] cloudEvent(Envelope past) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("specversion", "1.0")
                .put("id", past.id().id())
                .put("source", past.id().ceSource());
        event.put("type", past.type()).put("subject", past.subject()).put("time", past.time());
        event.put("datacontenttype", past.contentType());
        byte[] data = past.data().bytes();
        if (data.length > 0 && MediaType.of(past.contentType()).isJson()) {
            event.putRawValue("data", new RawValue(new String(data, StandardCharsets.UTF_8)));
        } else if (data.length > 0) {
            event.put("data_base64", Base64.getEncoder().encodeToString(data));
        }
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The selectors that look at headers which are not kept. */
    private static String lostHeaders(Source source) {
        Source.Map map = source.map();
        return Stream.of(map.type(), map.id(), map.subject(), map.time(), source.partitionBy())
                .filter(Objects::nonNull)
                .filter(Selector::needsHeaders)
                .map(Selector::text)
                .reduce((one, other) -> one + " and " + other)
                .orElse("");
    }
}
