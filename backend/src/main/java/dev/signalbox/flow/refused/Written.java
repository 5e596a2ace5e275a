package dev.signalbox.flow.refused;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signalbox.event.Payload;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A refused message as Redis keeps it: a line of JSON about it, then its body as it came. */
final class Written {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final char END = '\n';

    private Written() {}

    /** @param headers name, value, name, value ... */
    private record About(
            long at,
            String code,
            String cause,
            boolean hides,
            String form,
            List<String> headers,
            @Nullable String place,
            String traceParent) {}

    static Buffer of(RefusedMessage message) {
        RefusedMessage.Letter letter = message.letter();
        List<String> headers = new ArrayList<>();
        letter.headers().forEach(header -> {
            headers.add(header.getKey());
            headers.add(header.getValue());
        });
        About about = new About(
                message.at(),
                message.code(),
                message.cause(),
                message.hides(),
                letter.form(),
                headers,
                letter.place(),
                letter.traceParent());
        try {
            return Buffer.buffer(JSON.writeValueAsBytes(about))
                    .appendByte((byte) END)
                    .appendBytes(letter.body().bytes());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RefusedMessage read(String source, String id, byte[] bytes) {
        int end = 0;
        while (bytes[end] != END) {
            end++;
        }
        try {
            About about = JSON.readValue(bytes, 0, end, About.class);
            List<Map.Entry<String, String>> headers = new ArrayList<>();
            for (int i = 0; i < about.headers().size(); i += 2) {
                headers.add(Map.entry(about.headers().get(i), about.headers().get(i + 1)));
            }
            Payload body = Payload.of(Arrays.copyOfRange(bytes, end + 1, bytes.length));
            return new RefusedMessage(
                    id,
                    source,
                    about.at(),
                    about.code(),
                    about.cause(),
                    about.hides(),
                    new RefusedMessage.Letter(about.form(), headers, about.place(), about.traceParent(), body));
        } catch (IOException e) {
            throw new UncheckedIOException("a refused message in Redis is not readable: written by a newer hub?", e);
        }
    }
}
