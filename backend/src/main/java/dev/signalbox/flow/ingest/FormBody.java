package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a form, in the order of their names.
 *
 * @param fields with every value of a name that came more than once
 */
record FormBody(TreeMap<String, List<String>> fields) {

    static final Mapped UNREADABLE =
            new Mapped.Unmappable(400, "malformed", "the form is not percent-encoded UTF-8 (line 1)");

    /** Null when it is none. */
    static @Nullable FormBody read(byte[] body) {
        String text = Percent.utf8(body);
        if (text == null) {
            return null;
        }
        TreeMap<String, List<String>> fields = new TreeMap<>();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = Percent.decode((equals < 0 ? pair : pair.substring(0, equals)).replace('+', ' '));
            String value =
                    equals < 0 ? "" : Percent.decode(pair.substring(equals + 1).replace('+', ' '));
            if (name == null || value == null) {
                return null;
            }
            if (!pair.isEmpty()) {
                fields.computeIfAbsent(name, first -> new ArrayList<>(1)).add(value);
            }
        }
        return new FormBody(fields);
    }

    /** An object; a name that came more than once has a list. */
    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        fields.forEach((name, values) -> {
            if (values.size() == 1) {
                json.put(name, values.get(0));
            } else {
                ArrayNode list = json.putArray(name);
                values.forEach(list::add);
            }
        });
        return json;
    }

    byte[] text() {
        return json().toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The only value of a name; null when there is none, or not one. */
    @Nullable
    String only(String name) {
        List<String> values = fields.get(name);
        return values != null && values.size() == 1 ? values.get(0) : null;
    }
}
