package dev.signalbox.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.resource.DisallowSchemaLoader;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Versions of JSON Schema that are understood, each as the library checks it here: nothing is fetched, and all is counted. */
final class Dialect {

    static final String NEWEST = "https://json-schema.org/draft/2020-12/schema";
    static final String DRAFT_7 = "http://json-schema.org/draft-07/schema#";

    private static final SchemaValidatorsConfig CONFIG = SchemaValidatorsConfig.builder()
            .pathType(PathType.JSON_POINTER)
            .locale(Locale.ROOT)
            .formatAssertionsEnabled(true)
            .regularExpressionFactory(Expressions::of)
            .build();

    private static final Dialect NEW = new Dialect(JsonMetaSchema.getV202012());
    static final Dialect SEVEN = new Dialect(JsonMetaSchema.getV7());

    private final String iri;
    private final JsonSchemaFactory factory;

    private Dialect(JsonMetaSchema plain) {
        JsonMetaSchema counted = JsonMetaSchema.builder(plain)
                .keywords(keywords -> Bound.all().forEach(bound -> keywords.put(bound.getValue(), bound)))
                .keyword(new Steps.Look())
                .formats(formats -> {
                    formats.clear();
                    Formats.all().forEach(format -> formats.put(format.getName(), format));
                })
                .build();
        iri = plain.getIri();
        factory = JsonSchemaFactory.builder()
                .defaultMetaSchemaIri(counted.getIri())
                .metaSchema(counted)
                .enableSchemaCache(false)
                .schemaLoaders(loaders -> loaders.add(DisallowSchemaLoader.getInstance()))
                .build();
    }

    static @Nullable Dialect of(String schema) {
        String name = schema.endsWith("#") ? schema.substring(0, schema.length() - 1) : schema;
        return switch (name.replaceFirst("^https?://", "")) {
            case "json-schema.org/draft/2020-12/schema" -> NEW;
            case "json-schema.org/draft-07/schema" -> SEVEN;
            default -> null;
        };
    }

    /** A schema that was found to be well. */
    JsonSchema schema(JsonNode tree) {
        ObjectNode counted = (ObjectNode) counted(tree);
        counted.remove("$id");
        counted.put("$schema", iri);
        JsonSchema schema = factory.getSchema(counted, CONFIG);
        schema.initializeValidators();
        return schema;
    }

    /** The same with the keyword that counts, first in each part. */
    private static JsonNode counted(JsonNode part) {
        if (!part.isObject()) {
            return part;
        }
        ObjectNode counted = JsonNodeFactory.instance.objectNode().put(Steps.KEYWORD, true);
        part.properties()
                .forEach(each -> counted.set(
                        Bound.own(each.getKey()),
                        Keyword.of(each.getKey())
                                .map(keyword -> below(keyword, each.getValue()))
                                .orElse(each.getValue())));
        return counted;
    }

    private static JsonNode below(Keyword keyword, JsonNode value) {
        return switch (keyword) {
            case SCHEMA -> counted(value);
            case ITEMS, LIST -> value.isArray() ? list(value) : counted(value);
            case SCHEMAS, NEEDS -> {
                ObjectNode all = JsonNodeFactory.instance.objectNode();
                value.properties().forEach(each -> all.set(each.getKey(), counted(each.getValue())));
                yield all;
            }
            default -> value;
        };
    }

    private static ArrayNode list(JsonNode parts) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        parts.forEach(each -> all.add(counted(each)));
        return all;
    }
}
