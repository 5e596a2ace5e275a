package dev.signalbox.event;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.google.errorprone.annotations.Immutable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The data of an event exactly as it came, and its JSON form where it has one, parsed once on first use. */
@SuppressWarnings("Immutable") // the array is never handed out for writing, the tree is a cache
@Immutable
public final class Payload {

    /** Refuses what only an attacker sends: depth over 64, numbers over 100 digits, doubled keys, text after the end. */
    public static final JsonMapper STRICT = JsonMapper.builder(com.fasterxml.jackson.core.JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(64)
                            .maxNumberLength(100)
                            .maxStringLength(25 * 1024 * 1024)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    public static final Payload EMPTY = new Payload(new byte[0], null);

    private final byte[] bytes;
    private transient @Nullable JsonNode json;

    private Payload(byte[] bytes, @Nullable JsonNode json) {
        this.bytes = bytes;
        this.json = json;
    }

    /** Takes the array as its own: the caller gives it away. */
    public static Payload of(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Payload(bytes, null);
    }

    /** The same for bytes that the caller has already parsed. */
    public static Payload of(byte[] bytes, JsonNode json) {
        return new Payload(bytes, json);
    }

    /** Its tree will be that of the written bytes: what is decided must not depend on who holds the payload. */
    public static Payload of(JsonNode json) {
        return new Payload(json.toString().getBytes(StandardCharsets.UTF_8), null);
    }

    /** The bytes themselves, not a copy; nobody may write to them. */
    public byte[] bytes() {
        return bytes;
    }

    public int size() {
        return bytes.length;
    }

    /** CRC32C of the bytes: tells whether a duplicate carried another body than the first delivery. */
    public int checksum() {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /** The data as a tree; a missing node when it is empty or no JSON. */
    public JsonNode json() {
        JsonNode tree = json;
        if (tree == null) {
            tree = parse();
            json = tree;
        }
        return tree;
    }

    private JsonNode parse() {
        if (bytes.length == 0) {
            return MissingNode.getInstance();
        }
        try {
            return STRICT.readTree(bytes);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Payload that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Never the data itself: a payload must not end in a log by accident. */
    @Override
    public String toString() {
        return "Payload[" + bytes.length + " bytes]";
    }
}
