package dev.signalbox.flow.match;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.event.Payload;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of rules as JSON knows them: text, numbers, booleans, lists, maps, null. */
final class Plain {

    private Plain() {}

    /** A key or subject as text: 7.0 and 7 are the same key; null stays null. */
    static @Nullable String text(@Nullable Object value) {
        if (value instanceof Double || value instanceof Float || value instanceof BigDecimal) {
            return number((Number) value);
        }
        return value == null ? null : value.toString();
    }

    private static @Nullable String number(Number value) {
        if (!Double.isFinite(value.doubleValue()) && !(value instanceof BigDecimal)) {
            return null;
        }
        BigDecimal exact = value instanceof BigDecimal decimal ? decimal : new BigDecimal(value.toString());
        return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
    }

    static @Nullable Object value(@Nullable Object value) {
        if (value instanceof Double || value instanceof Float) {
            return Double.isFinite(((Number) value).doubleValue()) ? value : null;
        }
        if (value == null || value instanceof Number || value instanceof Boolean || value instanceof String) {
            return value;
        }
        if (value instanceof JsonNode node) {
            return Payload.STRICT.convertValue(node, Object.class);
        }
        if (value instanceof Map<?, ?> map) {
            return map(map);
        }
        return value instanceof Collection<?> many ? list(many) : value.toString();
    }

    private static Map<String, @Nullable Object> map(Map<?, ?> map) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        map.forEach((name, value) -> plain.put(String.valueOf(name), value(value)));
        return plain;
    }

    private static List<@Nullable Object> list(Collection<?> many) {
        List<@Nullable Object> plain = new ArrayList<>(many.size());
        many.forEach(value -> plain.add(value(value)));
        return plain;
    }
}
