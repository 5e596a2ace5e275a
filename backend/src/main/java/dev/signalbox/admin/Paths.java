package dev.signalbox.admin;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** What a path would be if all disguises were taken off it. Only used to refuse, never to find a route. */
final class Paths {

    private static final List<String> GUARDED = List.of("/api", "/metrics", "/health");

    private Paths() {}

    /** Whether it is, or pretends not to be, a path of the API, of the metrics or of the health checks. */
    static boolean guarded(String raw) {
        String bare = bare(raw);
        return GUARDED.stream().anyMatch(bare::startsWith);
    }

    /** Whether no segment hides a file or leads upwards. */
    static boolean plain(String raw) {
        String bare = bare(raw);
        return !bare.contains("/.") && bare.chars().allMatch(c -> c >= ' ' && c != '\\');
    }

    private static String bare(String raw) {
        String once = decoded(raw);
        String twice = decoded(once);
        return twice.toLowerCase(Locale.ROOT)
                .replaceAll(";[^/]*", "")
                .replace('\\', '/')
                .replaceAll("/{2,}", "/");
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // a broken escape stays what it is
        }
    }
}
