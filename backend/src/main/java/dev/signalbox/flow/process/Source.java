package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * The tree of a definition and where each part stands in the text.
 *
 * @param keys by JSON pointer of a value: where its name stands (for the item of a list: the item)
 * @param values by JSON pointer: where the value stands
 */
record Source(JsonNode tree, Map<String, Spot> keys, Map<String, Spot> values) {

    /** Where the name of a part stands; for what is not there the nearest part around it. */
    Spot key(String pointer) {
        return nearest(keys, pointer);
    }

    Spot value(String pointer) {
        return nearest(values, pointer);
    }

    JsonNode at(String pointer) {
        return tree.at(pointer);
    }

    static String under(String pointer, String name) {
        return pointer + '/' + name.replace("~", "~0").replace("/", "~1");
    }

    static String under(String pointer, int index) {
        return pointer + '/' + index;
    }

    private static Spot nearest(Map<String, Spot> spots, String pointer) {
        String at = pointer;
        while (!at.isEmpty()) {
            Spot spot = spots.get(at);
            if (spot != null) {
                return spot;
            }
            at = at.substring(0, at.lastIndexOf('/'));
        }
        return Spot.START;
    }
}
