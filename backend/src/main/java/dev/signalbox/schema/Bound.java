package dev.signalbox.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.AbstractKeyword;
import com.networknt.schema.BaseJsonValidator;
import com.networknt.schema.ErrorMessageType;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonValidator;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.ValidationContext;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.ValidatorTypeCode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/** The bounds of numbers, compared exactly: the library takes those of whole numbers modulo two to the power of 64. */
final class Bound extends AbstractKeyword {

    /** Under its own name the library would take its own. */
    private static final String PREFIX = "signalbox-";

    private final ErrorMessageType code;
    private final IntPredicate allowed;

    /** @param allowed how a number may compare with the bound */
    private Bound(ValidatorTypeCode code, IntPredicate allowed) {
        super(PREFIX + code.getValue());
        this.code = code;
        this.allowed = allowed;
    }

    static List<Bound> all() {
        return List.of(
                new Bound(ValidatorTypeCode.MINIMUM, compared -> compared >= 0),
                new Bound(ValidatorTypeCode.MAXIMUM, compared -> compared <= 0),
                new Bound(ValidatorTypeCode.EXCLUSIVE_MINIMUM, compared -> compared > 0),
                new Bound(ValidatorTypeCode.EXCLUSIVE_MAXIMUM, compared -> compared < 0));
    }

    /** The keyword here of one of a schema. */
    static String own(String keyword) {
        return keyword.matches("(exclusiveM|m)(in|ax)imum") ? PREFIX + keyword : keyword;
    }

    /** The keyword of a schema. */
    static String plain(String keyword) {
        return keyword.startsWith(PREFIX) ? keyword.substring(PREFIX.length()) : keyword;
    }

    @Override
    public JsonValidator newValidator(
            SchemaLocation location, JsonNodePath path, JsonNode value, JsonSchema parent, ValidationContext context) {
        return new Validator(location, path, value, parent, context);
    }

    private final class Validator extends BaseJsonValidator {

        private final BigDecimal bound;

        Validator(
                SchemaLocation location,
                JsonNodePath path,
                JsonNode value,
                JsonSchema parent,
                ValidationContext context) {
            super(location, path, value, parent, code, Bound.this, context, false);
            this.bound = value.decimalValue();
        }

        @Override
        public Set<ValidationMessage> validate(
                ExecutionContext context, JsonNode node, JsonNode root, JsonNodePath location) {
            if (!node.isNumber() || allowed.test(node.decimalValue().compareTo(bound))) {
                return Set.of();
            }
            return Set.of(message()
                    .instanceNode(node)
                    .instanceLocation(location)
                    .failFast(context.isFailFast())
                    .build());
        }
    }
}
