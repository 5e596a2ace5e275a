package dev.signalbox.flow.sink;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** How the HTTP binding of CloudEvents writes a value in a header. */
final class Percent {

    private Percent() {}

    /** What is not a printing character of ASCII, and the three that would be misread, byte by byte. */
    static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (octet <= ' ' || octet == '"' || octet == '%' || octet == 0x7f) {
                encoded.append('%').append(String.format(Locale.ROOT, "%02X", octet & 0xff));
            } else {
                encoded.append((char) octet);
            }
        }
        return encoded.toString();
    }
}
