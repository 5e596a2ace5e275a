package dev.signalbox.egress;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a call goes.
 *
 * @param host lower case, without brackets and final dot
 * @param path with query, as it was written
 * @param literal the address when the host is spelled as one
 */
record Target(
        String scheme,
        String host,
        int port,
        String path,
        @Nullable InetAddress literal) {

    private static final Pattern AUTHORITY = Pattern.compile("(\\[[^\\]]*\\]|[^:\\[\\]]*)(?::([0-9]{0,5}))?");
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*");
    private static final Pattern NUMERIC_END = Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)");

    /** What a text came to. */
    sealed interface Parsed {

        record Good(Target target) implements Parsed {}

        record Bad(String sentence) implements Parsed {}
    }

    static Parsed parse(String text) {
        try {
            URI uri = new URI(text);
            String fault = fault(uri);
            return fault == null ? withHost(uri) : bad(uri, fault);
        } catch (URISyntaxException e) {
            return new Parsed.Bad("The target is no URI: " + e.getReason() + " at character " + e.getIndex() + ".");
        }
    }

    private static @Nullable String fault(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return "only http and https are called, not \"" + scheme + "\"";
        }
        if (uri.getRawAuthority() == null) {
            return "it names no host";
        }
        if (uri.getRawAuthority().indexOf('@') >= 0) {
            return "user info before the host is not sent; use an Authorization header";
        }
        return uri.getRawFragment() == null ? null : "a fragment (#) is not sent; leave it out or write %23";
    }

    private static Parsed withHost(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        Matcher authority = AUTHORITY.matcher(uri.getRawAuthority().toLowerCase(Locale.ROOT));
        if (!authority.matches()) {
            return bad(uri, "\"" + uri.getRawAuthority() + "\" is no host with a port");
        }
        String digits = authority.group(2);
        int usual = scheme.equals("http") ? 80 : 443;
        int port = digits == null || digits.isEmpty() ? usual : Integer.parseInt(digits);
        if (port < 1 || port > 65535) {
            return bad(uri, "its port must be 1 to 65535, not " + digits);
        }
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String path = (uri.getRawPath().isEmpty() ? "/" : uri.getRawPath()) + query;
        return named(uri, new Target(scheme, authority.group(1), port, path, null));
    }

    private static Parsed named(URI uri, Target target) {
        boolean bracketed = target.host.startsWith("[");
        String host =
                bracketed ? target.host.substring(1, target.host.length() - 1) : target.host.replaceFirst("\\.$", "");
        InetAddress literal = bracketed || host.indexOf(':') < 0 ? Cidr.literal(host) : null;
        if (literal == null && (bracketed || NUMERIC_END.matcher(host).matches())) {
            return bad(uri, "\"" + target.host + "\" is an unusual spelling of an address; write it in the usual one");
        }
        if (literal == null && !NAME.matcher(host).matches()) {
            return bad(uri, "\"" + host + "\" is no host name; write an international one in its xn-- form");
        }
        return new Parsed.Good(new Target(target.scheme, host, target.port, target.path, literal));
    }

    private static Parsed bad(URI uri, String why) {
        String host =
                uri.getRawAuthority() == null ? "" : " " + uri.getRawAuthority().replaceFirst(".*@", "");
        return new Parsed.Bad("The target" + host + " is refused: " + why + ".");
    }

    boolean secure() {
        return scheme.equals("https");
    }

    /** Calls with the same key go to the same place. */
    String key() {
        return scheme + "://" + hostAndPort();
    }

    String hostAndPort() {
        return (host.indexOf(':') >= 0 ? '[' + host + ']' : host) + ':' + port;
    }
}
