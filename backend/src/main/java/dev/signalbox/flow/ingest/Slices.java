package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.signalbox.event.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts parts out of JSON as they were written, so that no number and no space of a payload changes. */
final class Slices {

    private Slices() {}

    /** The value of a member of the outermost object; empty when it is not there. The bytes are known to be JSON. */
    static byte[] member(byte[] json, String name) {
        try (JsonParser parser = Payload.STRICT.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals(name);
                parser.nextToken();
                byte[] value = value(parser, json);
                if (wanted) {
                    return value;
                }
            }
            return new byte[0];
        } catch (IOException e) {
            throw new UncheckedIOException("was JSON a moment ago", e);
        }
    }

    /** The elements of the outermost array. The bytes are known to be JSON. */
    static List<byte[]> elements(byte[] json) {
        List<byte[]> elements = new ArrayList<>();
        try (JsonParser parser = Payload.STRICT.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(value(parser, json));
            }
            return elements;
        } catch (IOException e) {
            throw new UncheckedIOException("was JSON a moment ago", e);
        }
    }

    private static byte[] value(JsonParser parser, byte[] json) throws IOException {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        return Arrays.copyOfRange(json, from, (int) parser.currentLocation().getByteOffset());
    }
}
