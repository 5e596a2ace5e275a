package dev.signalbox.flow.match;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Set;

/** Facts of declared types as text and back, by their fields. */
final class Declared {

    private static final Set<Class<?>> KEPT = Set.of(
            String.class,
            Integer.class,
            Long.class,
            Short.class,
            Byte.class,
            Double.class,
            Float.class,
            Boolean.class,
            Character.class,
            BigDecimal.class,
            BigInteger.class);

    private static final JsonMapper JSON = JsonMapper.builder()
            .visibility(PropertyAccessor.ALL, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .build();

    private Declared() {}

    /** Empty when it has a field that is neither a text nor a number nor a truth. */
    static String text(Object fact) {
        if (!Arrays.stream(fact.getClass().getDeclaredFields()).allMatch(Declared::isKept)) {
            return "";
        }
        try {
            return JSON.writeValueAsString(fact);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a fact of " + fact.getClass().getName() + " cannot be written", e);
        }
    }

    private static boolean isKept(Field field) {
        return Modifier.isStatic(field.getModifiers())
                || field.getType().isPrimitive()
                || KEPT.contains(field.getType());
    }

    static Object fact(Class<?> type, String fields) {
        try {
            return JSON.readValue(fields, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a fact of " + type.getName() + " cannot be read: " + e.getMessage(), e);
        }
    }
}
