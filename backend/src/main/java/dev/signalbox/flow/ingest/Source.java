package dev.signalbox.flow.ingest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who reports events, and how the hub treats what comes from there.
 *
 * @param name the configured name; part of the identity of every event
 * @param inlet how what it sends comes here
 * @param verify how a delivery shows that it is genuine; null for the way of the preset
 * @param secrets references: {@code env:NAME}, {@code file:/path}, or sealed text; several are live at once
 * @param priority who is refused first when not all can be taken
 * @param partitionBy null for the subject, else the id
 * @param redact JSON Pointers into the data to what is shown nowhere
 * @param pack the pack that brought it; null when the API did
 */
public record Source(
        String name,
        Inlet inlet,
        @Nullable Preset preset,
        @Nullable Verify verify,
        List<String> secrets,
        @Nullable Selector partitionBy,
        Hmac hmac,
        Map map,
        Limits limits,
        Priority priority,
        State state,
        List<String> redact,
        @Nullable String pack) {

    /** How deliveries arrive. */
    public enum Kind {
        WEBHOOK,
        REDIS_STREAM,
        KAFKA,
        RABBITMQ
    }

    /** A sender whose ways are known. */
    public enum Preset {
        GITHUB,
        STANDARD_WEBHOOKS
    }

    /** How a delivery shows that it is genuine. */
    public enum Verify {
        NONE,
        HMAC,
        BEARER
    }

    /** What is refused first when not everything can be taken. */
    public enum Priority {
        NORMAL,
        BULK
    }

    /** Whether deliveries are taken. */
    public enum State {
        ON,
        PAUSED
    }

    /** How bytes become text in a signature. */
    public enum Encoding {
        HEX,
        BASE64
    }

    /** @param signed what is signed: {@code {body}} and {@code {header:Name}} stand for themselves */
    public record Hmac(String header, Encoding encoding, String prefix, String signed) {
        static final Hmac DEFAULT = new Hmac("X-Signature-256", Encoding.HEX, "sha256=", "{body}");
        static final Hmac GITHUB = new Hmac("X-Hub-Signature-256", Encoding.HEX, "sha256=", "{body}");
    }

    /** Where an event's attributes stand in a delivery; null for the default. */
    public record Map(
            @Nullable Selector type,
            @Nullable Selector id,
            @Nullable Selector subject,
            @Nullable Selector time) {
        static final Map DEFAULT = new Map(null, null, null, null);
    }

    /**
     * @param rate deliveries per second
     * @param burst deliveries at once
     * @param body bytes
     * @param silence seconds without an event that the hub tells of; 0 for never
     * @param stale seconds that the oldest undecided event may be old before deliveries are refused; 0 for any
     */
    public record Limits(int rate, int burst, int body, int silence, int stale) {
        static final int MIB = 1024 * 1024;
        static final Limits DEFAULT = new Limits(500, 1000, MIB, 0, 0);
        static final Limits GITHUB = new Limits(500, 1000, 25 * MIB, 0, 0);
    }

    static final String NAME = "[A-Za-z0-9](?:[A-Za-z0-9_-]|\\.(?!\\.)){0,62}";

    Kind kind() {
        return inlet.kind();
    }

    boolean paused() {
        return state == State.PAUSED;
    }

    /** The way that is in force: what was said, else the preset's, else HMAC when there are secrets. */
    Verify verification() {
        if (verify != null || kind() != Kind.WEBHOOK) {
            return verify == null ? Verify.NONE : verify;
        }
        return preset != null || !secrets.isEmpty() ? Verify.HMAC : Verify.NONE;
    }

    Source with(State other) {
        return new Source(
                name, inlet, preset, verify, secrets, partitionBy, hmac, map, limits, priority, other, redact, pack);
    }

    Source with(List<String> others) {
        return new Source(
                name, inlet, preset, verify, others, partitionBy, hmac, map, limits, priority, state, redact, pack);
    }
}
