package dev.signalbox.flow.ingest;

import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** W3C trace context: continues the sender's trace, or begins one. */
record TraceParent(String traceId, String text) {

    private static final Pattern FORM =
            Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

    static TraceParent of(@Nullable String incoming, RandomGenerator random) {
        Matcher given = FORM.matcher(incoming == null ? "" : incoming);
        boolean good = given.matches()
                && !given.group(1).equals("ff")
                && (given.group(5) == null || !given.group(1).equals("00"))
                && !given.group(2).matches("0+")
                && !given.group(3).matches("0+");
        String trace = good ? given.group(2) : hex(random) + hex(random);
        String flags = good ? given.group(4) : "01";
        return new TraceParent(trace, "00-" + trace + '-' + hex(random) + '-' + flags);
    }

    private static String hex(RandomGenerator random) {
        return HexFormat.of().toHexDigits(random.nextLong() | 1);
    }
}
