package dev.signalbox.flow.ingest;

import dev.signalbox.flow.refused.RedisRefusedMessages;
import dev.signalbox.flow.refused.RefusedMessage;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps messages that are no events before their broker is told to forget them. */
final class Keeping {

    private static final int ID_BYTES = 16;
    private static final int RETRY_SECONDS = 5;

    /** What a broker says otherwise each time it hands over the same message. */
    private static final Set<String> CHANGING = Set.of("amqp-delivery-tag", "amqp-redelivered");

    private final RedisRefusedMessages messages;
    private final InstantSource clock;

    Keeping(RedisRefusedMessages messages, InstantSource clock) {
        this.messages = messages;
        this.clock = clock;
    }

    /** The refusal when it is kept; else a word that it is to come again, so nothing is lost. */
    Future<Ack> keep(Delivery delivery, Ack.Rejected no) {
        return messages.keep(message(delivery, no))
                .map(kept -> kept ? (Ack) no : full(delivery.source()))
                .otherwise(away -> new Ack.Deferred(
                        "journal_unavailable", "a message that is no event cannot be kept: " + away.getMessage(), 1));
    }

    private Ack full(Source source) {
        return new Ack.Deferred(
                "refused_full",
                "as many messages of " + source.name() + " that were no events are kept as there is room for ("
                        + messages.room().messages() + ", "
                        + (messages.room().bytes() >> 20)
                        + " MB): it is read on when some are taken again or discarded",
                RETRY_SECONDS);
    }

    private RefusedMessage message(Delivery delivery, Ack.Rejected no) {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        delivery.headers()
                .names()
                .forEach(name -> delivery.headers().all(name).forEach(value -> headers.add(Map.entry(name, value))));
        Source source = delivery.source();
        return new RefusedMessage(
                id(delivery, headers),
                source.name(),
                clock.millis(),
                no.code(),
                no.detail(),
                !source.redact().isEmpty(),
                new RefusedMessage.Letter(
                        delivery.form().name(),
                        headers,
                        delivery.fallbackId(),
                        delivery.traceParent(),
                        delivery.body()));
    }

    /** Of what is the same whenever it comes: what its broker knows it by, else its headers; and its body. */
    private static String id(Delivery delivery, List<Map.Entry<String, String>> headers) {
        MessageDigest digest = sha256();
        if (delivery.fallbackId() != null) {
            part(digest, delivery.fallbackId());
        } else {
            headers.stream()
                    .filter(header -> !CHANGING.contains(header.getKey()))
                    .forEach(header -> {
                        part(digest, header.getKey());
                        part(digest, header.getValue());
                    });
        }
        digest.update(delivery.body().bytes());
        return HexFormat.of().formatHex(digest.digest(), 0, ID_BYTES);
    }

    private static void part(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
