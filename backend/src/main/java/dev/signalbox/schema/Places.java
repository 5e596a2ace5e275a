package dev.signalbox.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Where in a JSON text each JSON Pointer points: its value, and the name that it stands under. */
final class Places {

    private final Map<String, Place> values = new HashMap<>();
    private final Map<String, Place> names = new HashMap<>();

    private Places() {}

    /** Indices of a text. */
    record Place(int from, int to) {

        static final Place TOP = new Place(0, 1);
    }

    /** Of a text that was read before. */
    static Places of(String text) {
        Places places = new Places();
        try (JsonParser parser = Texts.MAPPER.createParser(text)) {
            parser.nextToken();
            places.value("", parser);
        } catch (IOException e) {
            places.values.clear();
        }
        return places;
    }

    /** The value at a pointer, or the nearest thing around it that is there. */
    Place value(String pointer) {
        return at(values, pointer);
    }

    /** The name of an entry, in its quotes. */
    Place name(String pointer) {
        return names.containsKey(pointer) ? at(names, pointer) : value(pointer);
    }

    /** What stands at an index; the innermost where several begin there. */
    String pointer(int index) {
        return Stream.concat(names.entrySet().stream(), values.entrySet().stream())
                .filter(each -> each.getValue().from() == index)
                .map(Map.Entry::getKey)
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }

    private static Place at(Map<String, Place> places, String pointer) {
        Place found = places.get(pointer);
        for (String around = pointer; found == null && !around.isEmpty(); found = places.get(around)) {
            around = around.substring(0, Math.max(0, around.lastIndexOf('/')));
        }
        return found == null ? Place.TOP : found;
    }

    static String under(String pointer, String name) {
        return pointer + '/' + name.replace("~", "~0").replace("/", "~1");
    }

    private void value(String pointer, JsonParser parser) throws IOException {
        int from = start(parser);
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String inside = under(pointer, parser.currentName());
                int name = start(parser);
                names.put(inside, new Place(name, name + quoted(parser)));
                parser.nextToken();
                value(inside, parser);
            }
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                value(pointer + '/' + i, parser);
            }
        } else {
            parser.getText();
        }
        values.put(pointer, new Place(from, (int) parser.currentLocation().getCharOffset()));
    }

    private static int start(JsonParser parser) {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    private static int quoted(JsonParser parser) throws IOException {
        return parser.currentName().length() + 2;
    }
}
