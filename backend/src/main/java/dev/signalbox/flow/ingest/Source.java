package dev.signalbox.flow.ingest;

import java.util.Base64;
import java.util.HexFormat;
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
 * @param terms what only some senders have to be told
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
        Terms terms,
        List<String> redact,
        @Nullable String pack) {

    /** How deliveries arrive. */
    public enum Kind {
        WEBHOOK,
        REDIS_STREAM,
        KAFKA,
        RABBITMQ,
        SQS,
        SCHEDULE;

        /** Whether one hub of all reads it, for nobody else shares it out. */
        boolean isOfOneHub() {
            return this == REDIS_STREAM || this == SCHEDULE;
        }
    }

    /** A sender whose ways are known. */
    public enum Preset {
        GITHUB(new GithubSender()),
        STRIPE(new StripeSender()),
        SLACK(new SlackSender()),
        SHOPIFY(new ShopifySender()),
        GITLAB(new GitlabSender()),
        META(new MetaSender()),
        TWILIO(new TwilioSender()),
        SNS(new SnsSender()),
        STANDARD_WEBHOOKS(new StandardSender());

        @SuppressWarnings("ImmutableEnumChecker") // senders have no state
        private final Sender sender;

        Preset(Sender sender) {
            this.sender = sender;
        }

        Sender sender() {
            return sender;
        }
    }

    /** How a delivery shows that it is genuine. */
    public enum Verify {
        NONE,
        HMAC,
        BEARER,
        /** In a way that only the preset's sender has. */
        PRESET
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
        BASE64;

        /** Null unless the text is exactly how the bytes are written, with nothing before, between or after. */
        byte @Nullable [] bytes(String text) {
            try {
                if (this == HEX) {
                    return HexFormat.of().parseHex(text);
                }
                byte[] bytes = Base64.getDecoder().decode(text);
                return Base64.getEncoder().encodeToString(bytes).equals(text) ? bytes : null;
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
    }

    /** @param signed what is signed: {@code {body}} and {@code {header:Name}} stand for themselves */
    public record Hmac(String header, Encoding encoding, String prefix, String signed) {
        static final Hmac DEFAULT = new Hmac("X-Signature-256", Encoding.HEX, "sha256=", "{body}");
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

        Limits ofBody(int bytes) {
            return new Limits(rate, burst, bytes, silence, stale);
        }
    }

    /**
     * What has to be agreed with some senders.
     *
     * @param publicUrl where the sender delivers to, as it knows it
     * @param verifyToken as a secret is kept; the sender shows it once, before it sends
     * @param topics that may deliver
     * @param signatureVersions that are taken
     */
    public record Terms(
            @Nullable String publicUrl,
            @Nullable String verifyToken,
            List<String> topics,
            List<String> signatureVersions) {
        static final Terms NONE = new Terms(null, null, List.of(), List.of());

        static Terms ofUrl(@Nullable String publicUrl) {
            return new Terms(publicUrl, null, List.of(), List.of());
        }

        static Terms ofTopics(List<String> topics, List<String> signatureVersions) {
            return new Terms(null, null, topics, signatureVersions);
        }

        Terms of(@Nullable String token) {
            return new Terms(publicUrl, token, topics, signatureVersions);
        }
    }

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
        if (preset != null) {
            return preset.sender().verify();
        }
        return secrets.isEmpty() ? Verify.NONE : Verify.HMAC;
    }

    Sender sender() {
        return preset == null ? AnySender.ANY : preset.sender();
    }

    Source with(State other) {
        return new Source(
                name,
                inlet,
                preset,
                verify,
                secrets,
                partitionBy,
                hmac,
                map,
                limits,
                priority,
                other,
                terms,
                redact,
                pack);
    }

    Source with(List<String> others) {
        return new Source(
                name,
                inlet,
                preset,
                verify,
                others,
                partitionBy,
                hmac,
                map,
                limits,
                priority,
                state,
                terms,
                redact,
                pack);
    }
}
