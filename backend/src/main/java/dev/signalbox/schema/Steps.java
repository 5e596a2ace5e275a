package dev.signalbox.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.AbstractJsonValidator;
import com.networknt.schema.AbstractKeyword;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonValidator;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.ValidationContext;
import com.networknt.schema.ValidationMessage;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much one check may do. Parts of a schema that refer to each other can be looked at more often than there are atoms: so
 * each look of a part at a value is counted, by a keyword that each part is given first of all.
 */
final class Steps {

    static final String KEYWORD = "signalbox-step";

    /** Looks of a part at a value. */
    static final int MOST = 200_000;

    /** So many characters of expressions at characters of texts take about as long as a look. */
    private static final int A_LOOK = 128;

    /** Beyond these digits no number is told from another, and arithmetic would write all of them. */
    private static final int LONGEST = 1_000;

    private static final ThreadLocal<@Nullable Steps> CURRENT = new ThreadLocal<>();

    private long used;

    /** There was too much to look at. */
    static final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** Where it was noticed; empty for the data as a whole. */
        final String pointer;

        Exhausted(String pointer, String message) {
            super(message, null, false, false);
            this.pointer = pointer;
        }
    }

    /** Whatever is checked on this thread from now on counts anew. */
    static void begin() {
        CURRENT.set(new Steps());
    }

    static void end() {
        CURRENT.remove();
    }

    static void expression(long characters) {
        spend(1 + characters / A_LOOK);
    }

    private static void spend(long steps) {
        Steps current = CURRENT.get();
        if (current != null) {
            current.used += steps;
            if (current.used > MOST) {
                throw new Exhausted(
                        "",
                        "there is too much to check: its parts look at the data more than " + MOST
                                + " times; a schema that refers less to itself, or smaller data, would do");
            }
        }
    }

    /** The keyword that counts. */
    static final class Look extends AbstractKeyword {

        Look() {
            super(KEYWORD);
        }

        @Override
        public JsonValidator newValidator(
                SchemaLocation location,
                JsonNodePath path,
                JsonNode value,
                JsonSchema parent,
                ValidationContext context) {
            return new Count(location, path, this, value);
        }
    }

    private static final class Count extends AbstractJsonValidator {

        Count(SchemaLocation location, JsonNodePath path, Look keyword, JsonNode value) {
            super(location, path, keyword, value);
        }

        @Override
        public Set<ValidationMessage> validate(
                ExecutionContext context, JsonNode node, JsonNode root, JsonNodePath location) {
            spend(1);
            if (node.isBigDecimal() && isLong(node.decimalValue())) {
                throw new Exhausted(location.toString(), "a number is there with more digits than can be checked");
            }
            return Set.of();
        }

        private static boolean isLong(BigDecimal number) {
            return Math.abs((long) number.scale()) > LONGEST;
        }
    }
}
