package dev.signalbox.flow.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.words.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One object of a text, read field by field; notes what is wrong instead of stopping at it. */
public final class Fields {

    /** What a source or a sink can be called. */
    public static final String NAME = "[A-Za-z0-9](?:[A-Za-z0-9_-]|\\.(?!\\.)){0,62}";

    private final JsonNode object;
    private final String pointer;
    private final List<Problem> problems;
    private final Set<String> known = new LinkedHashSet<>();

    public Fields(JsonNode object, String pointer, List<Problem> problems) {
        this.object = object;
        this.pointer = pointer;
        this.problems = problems;
        if (!object.isObject() && !object.isMissingNode()) {
            problems.add(new Problem(pointer, "wanted an object, got " + shown(object)));
        }
    }

    public boolean has(String name) {
        return !value(name).isMissingNode();
    }

    public @Nullable String text(String name) {
        JsonNode value = value(name);
        if (value.isMissingNode()) {
            return null;
        }
        if (!value.isTextual() || value.textValue().isEmpty()) {
            wrong(name, "wanted text, got " + shown(value));
            return null;
        }
        return value.textValue();
    }

    public String text(String name, String otherwise) {
        String text = text(name);
        return text == null ? otherwise : text;
    }

    /** Text that may be empty. */
    public String plain(String name, String otherwise) {
        JsonNode value = value(name);
        if (!value.isMissingNode() && !value.isTextual()) {
            wrong(name, "wanted text, got " + shown(value));
        }
        return value.isTextual() ? value.textValue() : otherwise;
    }

    public <E extends Enum<E>> @Nullable E choice(String name, E[] choices) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        for (E choice : choices) {
            if (word(choice).equals(text)) {
                return choice;
            }
        }
        List<String> words = Arrays.stream(choices).map(Fields::word).toList();
        wrong(
                name,
                "wanted one of " + String.join(", ", words) + "; got \"" + cut(text) + '"' + meant(text, words, ""));
        return null;
    }

    /** False unless it says true. */
    public boolean flag(String name) {
        JsonNode value = value(name);
        if (!value.isMissingNode() && !value.isBoolean()) {
            wrong(name, "wanted true or false, got " + shown(value));
        }
        return value.asBoolean(false);
    }

    public int whole(String name, int otherwise, int most) {
        JsonNode value = value(name);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 1 || value.intValue() > most) {
            wrong(name, "wanted a whole number from 1 to " + most + ", got " + shown(value));
            return otherwise;
        }
        return value.intValue();
    }

    public List<String> texts(String name) {
        JsonNode value = value(name);
        List<String> texts = new ArrayList<>();
        if (!value.isMissingNode() && !value.isArray()) {
            wrong(name, "wanted a list of texts");
        }
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            if (value.get(i).isTextual() && !value.get(i).textValue().isEmpty()) {
                texts.add(value.get(i).textValue());
            } else {
                wrong(name + '/' + i, "wanted text");
            }
        }
        return texts;
    }

    /** An object that may say anything; null when there is none. */
    public @Nullable ObjectNode anything(String name) {
        JsonNode value = value(name);
        if (!value.isMissingNode() && !value.isObject()) {
            wrong(name, "wanted an object, got " + shown(value));
        }
        return value instanceof ObjectNode object ? object : null;
    }

    public Fields object(String name) {
        return new Fields(value(name), pointer + '/' + name, problems);
    }

    public void wrong(String name, String message) {
        problems.add(new Problem(pointer + '/' + name, message));
    }

    /** Notes every field that nobody asked for. */
    public void end() {
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                wrong(
                        cut(name),
                        "unknown field \"" + cut(name) + '"'
                                + meant(name, known, "; known are " + String.join(", ", known)));
            }
        }
    }

    public static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private JsonNode value(String name) {
        known.add(name);
        JsonNode value = object.path(name);
        return value.isNull() ? MissingNode.getInstance() : value;
    }

    /** @param otherwise what is said when no word is near */
    private static String meant(String word, Collection<String> words, String otherwise) {
        return Nearest.to(cut(word), words)
                .map(near -> " - did you mean \"" + near + "\"?")
                .orElse(otherwise);
    }

    private static String shown(JsonNode value) {
        return cut(value.toString());
    }

    public static String cut(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }
}
