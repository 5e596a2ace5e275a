package dev.signalbox.flow.journal;

import dev.signalbox.event.EventId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The identity of an event as the journal remembers it: two hashes of 64 bits, each the first 8 bytes of SHA-256 over
 * its length-prefixed UTF-8 texts. Never to change: what was journaled would be forgotten.
 *
 * @param id hash of the sender's id; alone chooses the shard, so that an event is found without its source
 * @param from hash of source and ceSource
 */
public record Identity(long id, long from) {

    /** Of this event. */
    public static Identity of(EventId id) {
        return new Identity(hash(id.id()), hash(id.source(), id.ceSource()));
    }

    /** @param shards a power of two */
    int shard(int shards) {
        return (int) (id & (shards - 1));
    }

    byte[] bytes() {
        return ByteBuffer.allocate(16).putLong(id).putLong(from).array();
    }

    /** Of a sender's id, when it is the only text. */
    public static long hash(String... texts) {
        MessageDigest digest = sha256();
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
            digest.update(bytes);
        }
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
