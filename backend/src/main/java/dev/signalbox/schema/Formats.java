package dev.signalbox.schema;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Format;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The formats that are checked, each in a time linear in the text. */
final class Formats {

    /** Longer texts are none of them. */
    private static final int LONGEST = 4_096;

    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";

    private static final Map<String, Predicate<String>> KNOWN = new TreeMap<>(Map.of(
            "date-time",
            Formats::isDateTime,
            "date",
            text -> parses(text, LocalDate::parse),
            "time",
            text -> parses(text, OffsetTime::parse),
            "email",
            Formats::isEmail,
            "hostname",
            Formats::isHost,
            "ipv4",
            whole(BYTE + "(\\." + BYTE + "){3}"),
            "ipv6",
            Formats::isIpv6,
            "uuid",
            whole("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"),
            "uri",
            text -> isUri(text, true),
            "uri-reference",
            text -> isUri(text, false)));

    private Formats() {}

    static Map<String, Predicate<String>> known() {
        return KNOWN;
    }

    /** As {@code time("...")} of a rule reads it. */
    static boolean isDateTime(String text) {
        return parses(text, OffsetDateTime::parse);
    }

    static List<Format> all() {
        return KNOWN.entrySet().stream()
                .<Format>map(each -> new Checked(each.getKey(), each.getValue()))
                .toList();
    }

    private record Checked(String name, Predicate<String> test) implements Format {

        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean matches(ExecutionContext context, String value) {
            return value.length() <= LONGEST && test.test(value);
        }
    }

    private static Predicate<String> whole(String expression) {
        com.google.re2j.Pattern pattern = com.google.re2j.Pattern.compile(expression);
        return pattern::matches;
    }

    private interface Parser {
        Object parse(String text);
    }

    private static boolean parses(String text, Parser parser) {
        try {
            return !parser.parse(text).toString().isEmpty();
        } catch (DateTimeException | ArithmeticException e) {
            return false;
        }
    }

    /** One @, with something before it that has no blanks, and a host behind it. */
    private static boolean isEmail(String text) {
        int at = text.lastIndexOf('@');
        return at > 0
                && at <= 64
                && text.indexOf('@') == at
                && text.chars().limit(at).noneMatch(Character::isWhitespace)
                && isHost(text.substring(at + 1));
    }

    /** Labels of letters, digits and dashes within. */
    private static boolean isHost(String text) {
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == '.') {
                boolean label = i > from && i - from <= 63 && text.charAt(from) != '-' && text.charAt(i - 1) != '-';
                if (!label) {
                    return false;
                }
                from = i + 1;
            } else if (!isLabel(text.charAt(i))) {
                return false;
            }
        }
        return text.length() <= 253;
    }

    private static boolean isLabel(char c) {
        return c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isUri(String text, boolean absolute) {
        try {
            return new URI(text).isAbsolute() || !absolute;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Eight groups of which a run of zeros may be left out, the last two as an IPv4 address or not. */
    private static boolean isIpv6(String text) {
        try {
            return text.indexOf(':') >= 0
                    && text.indexOf('%') < 0
                    && new URI("http", null, '[' + text + ']', -1, "/", null, null).getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
