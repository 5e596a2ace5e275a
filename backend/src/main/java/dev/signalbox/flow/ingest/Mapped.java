package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.event.Envelope;
import dev.signalbox.event.EventId;
import dev.signalbox.flow.connection.Fields;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** What became of reading a delivery. */
sealed interface Mapped {

    /**
     * It is an event.
     *
     * @param key the partition key
     * @param generated whether the hub made the id, so that a second delivery cannot be recognised
     */
    record Read(Envelope envelope, String key, boolean generated) implements Mapped {}

    /**
     * It is none.
     *
     * @param status 400 when the text itself is broken, 422 when something is missing in it
     */
    record Unmappable(int status, String code, String detail) implements Mapped {}

    int LONGEST = 1024;

    static Unmappable unmappable(String detail) {
        return new Unmappable(422, "mapping_failed", detail);
    }

    static Unmappable unreadable(StrictJson.Read.Bad bad) {
        return new Unmappable(400, bad.code(), bad.what() + " (line " + bad.line() + ", column " + bad.column() + ')');
    }

    /**
     * Checks what all ways of mapping have in common, and chooses the partition key.
     *
     * @param document where {@code partitionBy} is looked for first; the data comes second
     */
    static Mapped of(Delivery delivery, Envelope envelope, JsonNode document, boolean generated) {
        String subject = envelope.subject();
        String usual = subject == null || subject.isEmpty() ? envelope.id().id() : subject;
        return of(delivery, envelope, document, generated, usual);
    }

    /** @param usual the partition key unless {@code partitionBy} finds one */
    static Mapped of(Delivery delivery, Envelope envelope, JsonNode document, boolean generated, String usual) {
        EventId id = envelope.id();
        String long_ = tooLong("id", id.id());
        long_ = long_ == null ? tooLong("source", id.ceSource()) : long_;
        long_ = long_ == null ? tooLong("type", envelope.type()) : long_;
        long_ = long_ == null ? tooLong("subject", envelope.subject()) : long_;
        String key = key(delivery, envelope, document, usual);
        long_ = long_ == null ? tooLong("partition key", key) : long_;
        if (long_ != null) {
            return unmappable(long_);
        }
        if (envelope.time() != null && !isTime(envelope.time())) {
            return unmappable("time is not RFC 3339: \"" + Fields.cut(envelope.time()) + '"');
        }
        return new Read(envelope, key, generated);
    }

    private static String key(Delivery delivery, Envelope envelope, JsonNode document, String usual) {
        Selector by = delivery.source().partitionBy();
        String key = by == null ? null : by.in(delivery.headers(), document);
        if (by != null && key == null) {
            key = by.in(delivery.headers(), envelope.data().json());
        }
        if (by instanceof Selector.Pointer pointer && key == null) {
            key = ofData(pointer, delivery, envelope);
        }
        return key == null || key.isEmpty() ? usual : key;
    }

    /** A pointer into a whole CloudEvent holds as well when its data comes alone, with the attributes in headers. */
    private static @Nullable String ofData(Selector.Pointer pointer, Delivery delivery, Envelope envelope) {
        boolean data = pointer.path().getMatchingProperty().equals("data");
        return data
                ? new Selector.Pointer(pointer.path().tail())
                        .in(delivery.headers(), envelope.data().json())
                : null;
    }

    private static @Nullable String tooLong(String what, @Nullable String text) {
        int size = text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
        return size <= LONGEST ? null : what + " has " + size + " bytes, more than " + LONGEST;
    }

    private static boolean isTime(String text) {
        try {
            return OffsetDateTime.parse(text) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
