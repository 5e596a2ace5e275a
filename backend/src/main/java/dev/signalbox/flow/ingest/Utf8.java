package dev.signalbox.flow.ingest;

import dev.signalbox.flow.ingest.StrictJson.Read.Bad;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What a JSON parser lets pass and a reader after it may choke on: other encodings, marks, halves of characters. */
final class Utf8 {

    private Utf8() {}

    /** Null when the bytes are UTF-8 without a byte order mark. */
    static @Nullable Bad check(byte[] bytes) {
        if (bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF) {
            return bad(bytes, 0, "begins with a byte order mark; send UTF-8 without one");
        }
        for (int i = 0; i < Math.min(4, bytes.length); i++) {
            if (bytes[i] == 0) {
                return bad(bytes, i, "a zero byte; is it UTF-16? Send UTF-8");
            }
        }
        return isAscii(bytes) ? null : decoded(bytes);
    }

    /** The bytes as text; as hexadecimal digits when they are none. */
    static String textOrHex(byte[] bytes) {
        return check(bytes) == null
                ? new String(bytes, StandardCharsets.UTF_8)
                : HexFormat.of().formatHex(bytes);
    }

    /** What nearly every delivery is; without a branch, so that it is done many bytes at a time. */
    private static boolean isAscii(byte[] bytes) {
        int all = 0;
        for (byte each : bytes) {
            all |= each;
        }
        return all >= 0;
    }

    private static @Nullable Bad decoded(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(Math.min(bytes.length + 1, 8192));
        CoderResult result = CoderResult.OVERFLOW;
        while (result.isOverflow()) {
            out.clear();
            result = decoder.decode(in, out, true);
        }
        return result.isError() ? bad(bytes, in.position(), "not UTF-8") : null;
    }

    /** The first escaped half of a character without its other half, in bytes that are JSON; null when there is none. */
    static @Nullable Bad loneSurrogate(byte[] json) {
        int i = 0;
        while (i < json.length) {
            if (json[i] != '\\') {
                i++;
            } else if (json[i + 1] != 'u') {
                i += 2;
            } else {
                char unit = unit(json, i);
                boolean pair = Character.isHighSurrogate(unit)
                        && json[i + 6] == '\\'
                        && json[i + 7] == 'u'
                        && Character.isLowSurrogate(unit(json, i + 6));
                if (Character.isSurrogate(unit) && !pair) {
                    return bad(json, i, "half of a surrogate pair without the other half");
                }
                i += pair ? 12 : 6;
            }
        }
        return null;
    }

    private static char unit(byte[] json, int at) {
        int value = 0;
        for (int i = at + 2; i < at + 6; i++) {
            value = value * 16 + Character.digit(json[i], 16);
        }
        return (char) value;
    }

    private static Bad bad(byte[] bytes, int at, String what) {
        int line = 1;
        int begin = 0;
        for (int i = 0; i < at; i++) {
            if (bytes[i] == '\n') {
                line++;
                begin = i + 1;
            }
        }
        return new Bad("malformed", what, line, at - begin + 1);
    }
}
