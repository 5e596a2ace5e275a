package dev.signalbox.flow.secret;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which hosts a secret may be sent to: {@code api.example.com}, {@code *.example.com}, each with or without a port. */
final class Hosts {

    private static final Pattern FORM =
            Pattern.compile("((\\*\\.)?[a-z0-9]([a-z0-9._-]*[a-z0-9])?|\\[[0-9a-f:.]+])(:[0-9]{1,5})?");

    private Hosts() {}

    static boolean isOne(String text) {
        return FORM.matcher(text.toLowerCase(Locale.ROOT)).matches();
    }

    /**
     * Whether a host is among them.
     *
     * @param target host and port, such as {@code api.example.com:443}
     */
    static boolean allow(List<String> hosts, String target) {
        String wanted = target.toLowerCase(Locale.ROOT);
        return hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).anyMatch(host -> allows(host, wanted));
    }

    private static boolean allows(String host, String target) {
        String named = host.matches(".*:[0-9]{1,5}") && !host.endsWith("]") ? target : bare(target);
        return host.startsWith("*.")
                ? named.endsWith(host.substring(1)) && named.length() > host.length() - 1
                : named.equals(host);
    }

    private static String bare(String target) {
        return target.replaceFirst(":[0-9]{1,5}$", "");
    }
}
