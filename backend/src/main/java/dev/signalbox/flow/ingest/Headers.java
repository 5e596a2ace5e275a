package dev.signalbox.flow.ingest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Headers of a delivery, or the fields of a queue's message; names in any case. */
public final class Headers {

    public static final Headers NONE = of(Map.of());

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}";

    private final Iterable<Map.Entry<String, String>> entries;
    private @Nullable Map<String, List<String>> values;

    private Headers(Iterable<Map.Entry<String, String>> entries) {
        this.entries = entries;
    }

    public static Headers of(Map<String, String> single) {
        return of(single.entrySet());
    }

    /** Keeps the order and every value of a name that came more than once. What nobody asks for costs nothing. */
    public static Headers of(Iterable<Map.Entry<String, String>> entries) {
        return new Headers(entries);
    }

    private Map<String, List<String>> values() {
        if (values == null) {
            values = new LinkedHashMap<>();
            for (Map.Entry<String, String> entry : entries) {
                values.computeIfAbsent(lower(entry.getKey()), name -> new ArrayList<>(1))
                        .add(entry.getValue());
            }
        }
        return values;
    }

    /** What only proves who sent it: an event must not carry it, nor a preview show it. In lower case. */
    static final Set<String> CREDENTIALS = Set.of("authorization", "proxy-authorization", "cookie", "x-gitlab-token");

    /** Whether the text can be the name of a header. */
    static boolean isName(String text) {
        return text.matches(TOKEN);
    }

    public @Nullable String first(String name) {
        List<String> found = values().get(lower(name));
        return found == null ? null : found.get(0);
    }

    List<String> all(String name) {
        return values().getOrDefault(lower(name), List.of());
    }

    /** Names in lower case. */
    Iterable<String> names() {
        return values().keySet();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
