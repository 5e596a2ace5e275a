package dev.signalbox.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kie.api.definition.type.Role;
import org.kie.api.definition.type.Timestamp;

/**
 * The fact that rules see: attributes as properties, data through typed paths that never throw on what is missing.
 *
 * <p>A path is a dotted walk through the JSON data, with array positions as numbers: {@code items.1.qty}.
 */
@Role(Role.Type.EVENT)
@Timestamp("time")
public final class Event {

    /** How far an event's own time may lie behind its receive time before it is clamped. */
    static final long SKEW_MILLIS = 5 * 60_000L;

    private final Envelope envelope;
    private final String key;
    private final long at;
    private final long time;
    private final boolean skewed;
    private final boolean replay;

    /** One that is no replay. */
    public Event(Envelope envelope, String key, long at) {
        this(envelope, key, at, false);
    }

    /**
     * @param key that chose its partition
     * @param at receive time of the journal entry, milliseconds since the epoch
     * @param replay whether it was journaled before and is there again
     */
    public Event(Envelope envelope, String key, long at, boolean replay) {
        this.replay = replay;
        this.envelope = envelope;
        this.key = key;
        this.at = at;
        long told = told(envelope.time(), at);
        this.time = Math.max(at - SKEW_MILLIS, Math.min(at, told));
        this.skewed = told != time;
    }

    private static long told(@Nullable String time, long at) {
        if (time == null) {
            return at;
        }
        try {
            return OffsetDateTime.parse(time).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            return at;
        }
    }

    public String getId() {
        return envelope.id().id();
    }

    public String getSource() {
        return envelope.id().source();
    }

    public String getCeSource() {
        return envelope.id().ceSource();
    }

    public String getType() {
        return envelope.type();
    }

    public @Nullable String getSubject() {
        return envelope.subject();
    }

    /**
     * The partition key. Events that a rule may join are all of one partition, mostly of one key.
     */
    public String getKey() {
        return key;
    }

    /** When it happened, in milliseconds, held within five minutes before its receive time. */
    public long getTime() {
        return time;
    }

    /** When the journal received it, in milliseconds. */
    public long getAt() {
        return at;
    }

    /** Whether the sender's time lay outside what {@link #getTime} may be. */
    public boolean isClockSkew() {
        return skewed;
    }

    /** Whether it was journaled before, and somebody had it decided again. */
    public boolean isReplay() {
        return replay;
    }

    public Envelope envelope() {
        return envelope;
    }

    /** The number at a path; NaN when there is none, so that every comparison is false. */
    public double num(String path) {
        JsonNode node = at(path);
        return node.isNumber() ? node.doubleValue() : Double.NaN;
    }

    /** The exact number at a path, or null. */
    public @Nullable BigDecimal dec(String path) {
        JsonNode node = at(path);
        return node.isNumber() ? node.decimalValue() : null;
    }

    /** The text at a path, or null. */
    public @Nullable String str(String path) {
        JsonNode node = at(path);
        return node.isTextual() ? node.textValue() : null;
    }

    /** Whether the path holds {@code true}. */
    public boolean bool(String path) {
        return at(path).asBoolean(false) && at(path).isBoolean();
    }

    /** Whether the path holds anything but null. */
    public boolean has(String path) {
        JsonNode node = at(path);
        return !node.isMissingNode() && !node.isNull();
    }

    /** Whether the text at a path begins with the prefix. Not called {@code starts}: to the engine that is about times. */
    public boolean begins(String path, String prefix) {
        JsonNode node = at(path);
        return node.isTextual() && node.textValue().startsWith(prefix);
    }

    /** The scalar elements of the array at a path as text; empty when there is none. */
    public List<String> list(String path) {
        JsonNode node = at(path);
        List<String> found = new ArrayList<>(node.isArray() ? node.size() : 0);
        if (node.isArray()) {
            node.forEach(element -> found.add(element.isValueNode() ? element.asText() : element.toString()));
        }
        return found;
    }

    /** The RFC 3339 time at a path in milliseconds, or null. */
    public @Nullable Long time(String path) {
        String text = str(path);
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    private JsonNode at(String path) {
        JsonNode node = envelope.data().json();
        int from = 0;
        while (from <= path.length() && !node.isMissingNode()) {
            int dot = path.indexOf('.', from);
            String step = path.substring(from, dot < 0 ? path.length() : dot);
            node = node.isArray() ? node.path(index(step)) : node.path(step);
            from = dot < 0 ? path.length() + 1 : dot + 1;
        }
        return node;
    }

    private static int index(String step) {
        try {
            return Integer.parseInt(step);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    @Override
    public String toString() {
        return "Event[" + getSource() + ' ' + getType() + ' ' + getId() + ']';
    }
}
