package dev.signalbox.egress;

import java.net.InetAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One {@code --egress-allow HOST|CIDR[:PORT]}.
 *
 * @param name a host name, or null for a range
 * @param range null for a name
 * @param port 0 for all
 */
record Allowed(@Nullable String name, @Nullable Cidr range, int port) {

    /** @throws IllegalArgumentException with a sentence for the operator */
    static Allowed of(String text) {
        String trimmed = text.trim().toLowerCase(Locale.ROOT);
        int colon = trimmed.lastIndexOf(':');
        boolean bare = trimmed.indexOf(':') != colon && !trimmed.startsWith("[");
        boolean ported = colon > trimmed.lastIndexOf(']') && colon >= 0 && !bare;
        String place = (ported ? trimmed.substring(0, colon) : trimmed).replaceAll("[\\[\\]]", "");
        int port = ported ? port(text, trimmed.substring(colon + 1)) : 0;
        if (place.indexOf('/') >= 0 || place.indexOf(':') >= 0 || Cidr.literal(place) != null) {
            return new Allowed(null, range(text, place), port);
        }
        if (!place.matches("[a-z0-9_.-]*[a-z_][a-z0-9_.-]*")) {
            throw wrong(text, "its host is neither a name nor an address");
        }
        return new Allowed(place.replaceFirst("\\.$", ""), null, port);
    }

    private static Cidr range(String text, String place) {
        try {
            return Cidr.of(place);
        } catch (IllegalArgumentException e) {
            throw wrong(text, String.valueOf(e.getMessage()));
        }
    }

    private static int port(String text, String digits) {
        int port = digits.matches("[0-9]{1,5}") ? Integer.parseInt(digits) : 0;
        if (port < 1 || port > 65535) {
            throw wrong(text, "its port must be 1 to 65535");
        }
        return port;
    }

    private static IllegalArgumentException wrong(String text, String why) {
        return new IllegalArgumentException(
                "--egress-allow " + text + ": " + why
                        + ". Wanted is HOST, HOST:PORT, CIDR or CIDR:PORT, such as 127.0.0.1:9000, 10.0.0.0/8 or [fd00::1]:443.");
    }

    boolean covers(Target target, InetAddress address) {
        boolean there = range == null ? target.host().equals(name) : range.contains(address);
        return there && (port == 0 || port == target.port());
    }
}
