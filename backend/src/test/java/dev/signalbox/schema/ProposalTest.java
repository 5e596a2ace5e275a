package dev.signalbox.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ProposalTest {

    private static Proposal.Seen seen(String path, long seen, @Nullable String form, String... kinds) {
        return new Proposal.Seen(path, List.of(kinds), form, seen);
    }

    private static JsonNode proposed(long events, Proposal.Seen... paths) throws IOException {
        String text = Proposal.of(events, List.of(paths));
        assertThat(EventSchema.read(text).faults()).isEmpty();
        return Texts.MAPPER.readTree(text);
    }

    @Test
    void it_tells_types_and_what_was_in_all_events() throws IOException {
        JsonNode schema = proposed(
                40,
                seen("order", 40, null, "text"),
                seen("total", 40, null, "number"),
                seen("qty", 40, "integer", "number"),
                seen("at", 39, "date-time", "text"),
                seen("note", 40, null, "text", "null"),
                seen("customer", 30, null, "object"),
                seen("customer.id", 30, null, "text"),
                seen("customer.vip", 3, null, "boolean"),
                seen("items", 40, null, "array"),
                seen("items.0", 40, null, "object"),
                seen("items.0.sku", 40, null, "text"));

        assertThat(schema).isEqualTo(Texts.MAPPER.readTree("""
                {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
                 "required": ["items", "note", "order", "qty", "total"],
                 "properties": {
                   "at": {"type": "string", "format": "date-time"},
                   "customer": {"type": "object", "required": ["id"], "properties": {
                     "id": {"type": "string"}, "vip": {"type": "boolean"}}},
                   "items": {"type": "array", "items": {"type": "object", "properties": {"sku": {"type": "string"}}}},
                   "note": {"type": ["string", "null"]},
                   "order": {"type": "string"}, "qty": {"type": "integer"}, "total": {"type": "number"}}}"""));
    }

    @Test
    void few_events_tell_nothing_of_what_must_be_there() throws IOException {
        JsonNode schema = proposed(19, seen("order", 19, null, "text"), seen("qty", 19, "integer", "number"));

        assertThat(schema.has("required")).isFalse();
        assertThat(schema.at("/properties/qty/type").asText()).isEqualTo("number");
    }

    @Test
    void a_field_that_is_called_0_is_no_element() throws IOException {
        JsonNode schema = proposed(1, seen("by", 1, null, "object"), seen("by.0", 1, null, "text"));

        assertThat(schema.at("/properties/by/properties/0/type").asText()).isEqualTo("string");
    }
}
