package dev.signalbox.flow.match;

import dev.signalbox.event.Event;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds in the text of a constraint what it reads of a fact, and reads it. */
final class Actuals {

    private static final Pattern ACCESSOR = Pattern.compile(
            "(?<![\\w$.])(?:this\\.)?(num|dec|str|bool|has|list|time|begins)\\s*\\(\\s*\"([^\"]*)\"[^()]*\\)");
    private static final Pattern PROPERTY =
            Pattern.compile("(?<![\\w$.\"])(type|source|subject|id|key|ceSource|time|at)(?![\\w(\"]|\\s*\\()");
    private static final Pattern WORD = Pattern.compile("(?<![\\w$.\"])([a-z]\\w*)(?![\\w(\"]|\\s*\\()");
    private static final Pattern TEXT = Pattern.compile("\"[^\"]*\"");

    private Actuals() {}

    static Map<String, @Nullable Object> of(String constraint, Object fact) {
        return fact instanceof Event event ? of(constraint, event) : ofDeclared(constraint, fact);
    }

    private static Map<String, @Nullable Object> of(String constraint, Event event) {
        Map<String, @Nullable Object> actual = new LinkedHashMap<>();
        String own = constraint.replaceFirst("^\\s*\\$?\\w+\\s*:(?!:)", "");
        Matcher property = PROPERTY.matcher(TEXT.matcher(own).replaceAll("\"\""));
        while (property.find()) {
            actual.put(property.group(1), property(property.group(1), event));
        }
        Matcher accessor = ACCESSOR.matcher(own);
        while (accessor.find()) {
            actual.put(accessor.group().replaceAll("\\s", ""), read(accessor.group(1), accessor.group(2), event));
        }
        return actual;
    }

    private static Map<String, @Nullable Object> ofDeclared(String constraint, Object fact) {
        Map<String, @Nullable Object> fields = fields(fact);
        Map<String, @Nullable Object> actual = new LinkedHashMap<>();
        Matcher word = WORD.matcher(TEXT.matcher(constraint).replaceAll("\"\""));
        while (word.find()) {
            if (fields.containsKey(word.group(1))) {
                actual.put(word.group(1), fields.get(word.group(1)));
            }
        }
        return actual;
    }

    /** The fields of a declared fact, by name. */
    static Map<String, @Nullable Object> fields(Object fact) {
        Map<String, @Nullable Object> fields = new TreeMap<>();
        for (Method method : fact.getClass().getMethods()) {
            boolean getter = method.getName().matches("(get|is)[A-Z].*")
                    && method.getParameterCount() == 0
                    && method.getDeclaringClass() == fact.getClass();
            if (getter) {
                String name = method.getName().replaceFirst("^(get|is)", "");
                fields.put(name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1), value(method, fact));
            }
        }
        return fields;
    }

    private static @Nullable Object value(Method getter, Object fact) {
        try {
            return getter.invoke(fact);
        } catch (IllegalAccessException | InvocationTargetException e) {
            return null;
        }
    }

    private static @Nullable Object property(String name, Event event) {
        return switch (name) {
            case "type" -> event.getType();
            case "source" -> event.getSource();
            case "subject" -> event.getSubject();
            case "id" -> event.getId();
            case "key" -> event.getKey();
            case "ceSource" -> event.getCeSource();
            case "time" -> event.getTime();
            case "clockSkew" -> event.isClockSkew();
            case "replay" -> event.isReplay();
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
