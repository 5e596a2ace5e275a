package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.signalbox.event.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads JSON from outside: RFC 8259 in UTF-8 to the letter, within bounds, with the place of what is wrong. */
final class StrictJson {

    private static final ObjectReader READER = bounded();

    private StrictJson() {}

    /** What reading came to. */
    sealed interface Read {
        record Good(JsonNode json) implements Read {}

        /** @param code {@code malformed} or {@code too_complex} */
        record Bad(String code, String what, long line, long column) implements Read {}
    }

    static Read read(byte[] bytes) {
        Read.Bad text = Utf8.check(bytes);
        if (text != null) {
            return text;
        }
        try {
            JsonNode json = READER.readTree(bytes);
            if (json.isMissingNode()) {
                return new Read.Bad("malformed", "the body is empty", 1, 1);
            }
            Read.Bad surrogate = Utf8.loneSurrogate(bytes);
            return surrogate == null ? new Read.Good(json) : surrogate;
        } catch (StreamConstraintsException e) {
            return bad("too_complex", e);
        } catch (JsonProcessingException e) {
            return bad("malformed", e);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    private static Read.Bad bad(String code, JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        String what = e.getOriginalMessage().lines().findFirst().orElse("");
        return new Read.Bad(code, what, at == null ? 1 : at.getLineNr(), at == null ? 1 : at.getColumnNr());
    }

    private static ObjectReader bounded() {
        JsonFactory factory = Payload.STRICT.getFactory().copy();
        StreamReadConstraints constraints = factory.streamReadConstraints();
        factory.setStreamReadConstraints(constraints
                .rebuild()
                .maxNameLength(1024)
                .maxTokenCount(1_500_000)
                .build());
        return Payload.STRICT.reader().with(factory);
    }
}
