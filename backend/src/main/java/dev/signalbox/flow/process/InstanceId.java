package dev.signalbox.flow.process;

import dev.signalbox.event.EventId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Ids that are derived from what they stand for, so that doing something twice names the same thing. An id of an
 * instance or dead letter carries its partition: {@code 3-<26 characters>}.
 */
public final class InstanceId {

    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    private InstanceId() {}

    /** @param rule as {@code pack/rule} */
    public static String start(int partition, EventId event, String rule, String definition, String key) {
        return of(partition, hash(event.source(), event.ceSource(), event.id(), rule, definition, key));
    }

    /** Of what a task of an instance runs; each attempt of a {@code try} around it runs another. */
    static String child(String instance, String path, int iteration, int attempt) {
        return of(
                partition(instance),
                hash("child", instance, path, Integer.toString(iteration), Integer.toString(attempt)));
    }

    /** Of the dead letter that an instance left when it failed for the given time (redrives count). */
    public static String deadLetter(String instance, String path, int redrives) {
        return of(partition(instance), hash("dead-letter", instance, path, Integer.toString(redrives)));
    }

    /**
     * Of an event or command that something causes elsewhere.
     *
     * @param cause deciding entry or instance
     */
    public static String derived(String cause, String path, int iteration) {
        return crockford(hash("derived", cause, path, Integer.toString(iteration)));
    }

    /** @throws IllegalArgumentException when it is no such id */
    public static int partition(String id) {
        int dash = id.indexOf('-');
        if (dash < 1
                || dash > 6
                || id.length() != dash + 27
                || !id.chars().limit(dash).allMatch(Character::isDigit)) {
            throw new IllegalArgumentException("not an instance id: wanted <partition>-<26 characters>, got " + id);
        }
        return Integer.parseInt(id.substring(0, dash));
    }

    static String sha256(String text) {
        return HexFormat.of().formatHex(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String of(int partition, byte[] hash) {
        return partition + "-" + crockford(hash);
    }

    /** First 16 bytes of SHA-256 over the parts, each after its length, so that no two lists of parts read alike. */
    private static byte[] hash(String... parts) {
        MessageDigest digest = digest();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            for (int shift = 24; shift >= 0; shift -= 8) {
                digest.update((byte) (bytes.length >>> shift));
            }
            digest.update(bytes);
        }
        return Arrays.copyOf(digest.digest(), 16);
    }

    /** 128 bits as 26 characters of 5 bits; the last holds 3. */
    private static String crockford(byte[] bytes) {
        StringBuilder text = new StringBuilder(26);
        int buffer = 0;
        int bits = 0;
        for (byte octet : bytes) {
            buffer = (buffer << 8) | (octet & 0xFF);
            bits += 8;
            for (; bits >= 5; bits -= 5) {
                text.append(ALPHABET.charAt((buffer >>> (bits - 5)) & 31));
            }
            buffer &= (1 << bits) - 1;
        }
        return text.append(ALPHABET.charAt((buffer << (5 - bits)) & 31)).toString();
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
