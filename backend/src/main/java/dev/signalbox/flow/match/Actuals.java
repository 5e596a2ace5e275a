package dev.signalbox.flow.match;

import dev.signalbox.event.Event;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds in the text of a constraint what it reads of an event, and reads it. */
final class Actuals {

    private static final Pattern ACCESSOR =
            Pattern.compile("(?<![\\w$.])(num|dec|str|bool|has|list|time|starts)\\s*\\(\\s*\"([^\"]*)\"[^()]*\\)");
    private static final Pattern PROPERTY =
            Pattern.compile("(?<![\\w$.\"])(type|source|subject|id|ceSource|time|at)(?![\\w(\"]|\\s*\\()");
    private static final Pattern TEXT = Pattern.compile("\"[^\"]*\"");

    private Actuals() {}

    static Map<String, @Nullable Object> of(String constraint, Event event) {
        Map<String, @Nullable Object> actual = new LinkedHashMap<>();
        String bare = TEXT.matcher(constraint).replaceAll("\"\"");
        Matcher property = PROPERTY.matcher(bare);
        while (property.find()) {
            actual.put(property.group(1), property(property.group(1), event));
        }
        Matcher accessor = ACCESSOR.matcher(constraint);
        while (accessor.find()) {
            actual.put(accessor.group().replaceAll("\\s", ""), read(accessor.group(1), accessor.group(2), event));
        }
        return actual;
    }

    private static @Nullable Object property(String name, Event event) {
        return switch (name) {
            case "type" -> event.getType();
            case "source" -> event.getSource();
            case "subject" -> event.getSubject();
            case "id" -> event.getId();
            case "ceSource" -> event.getCeSource();
            case "time" -> event.getTime();
            default -> event.getAt();
        };
    }

    private static @Nullable Object read(String accessor, String path, Event event) {
        return switch (accessor) {
            case "num", "dec" -> event.dec(path);
            case "bool" -> event.bool(path);
            case "has" -> event.has(path);
            case "list" -> event.list(path);
            case "time" -> event.time(path);
            default -> event.str(path);
        };
    }
}
