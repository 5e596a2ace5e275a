package dev.signalbox.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.event.Payload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventSchemaTest {

    private static final String ORDER = """
            {
              "type": "object",
              "required": ["order", "total"],
              "properties": {
                "order": {"type": "string", "minLength": 3},
                "total": {"type": "number", "minimum": 0},
                "state": {"enum": ["new", "paid"]},
                "at": {"type": "string", "format": "date-time"},
                "items": {"type": "array", "items": {"$ref": "#/$defs/item"}}
              },
              "additionalProperties": false,
              "$defs": {"item": {"type": "object", "properties": {"qty": {"type": "integer", "minimum": 1}}}}
            }
            """;

    private static EventSchema schema(String text) {
        EventSchema.Read read = EventSchema.read(text);
        assertThat(read.faults()).isEmpty();
        return Objects.requireNonNull(read.schema());
    }

    private static JsonNode json(String text) {
        return Payload.of(text.getBytes(StandardCharsets.UTF_8)).json();
    }

    private static List<String> found(String schema, String data) {
        return schema(schema).check(json(data)).first().stream()
                .map(Violation::toString)
                .toList();
    }

    @Test
    void what_fits_has_no_violation() {
        String data = """
                {"order": "o-1", "total": 4.5, "state": "new", "at": "2026-01-01T00:00:00Z", "items": [{"qty": 1.0}]}""";

        assertThat(schema(ORDER).check(json(data)).isEmpty()).isTrue();
    }

    @Test
    void a_violation_tells_its_place_and_what_was_wanted_and_quotes_no_value() {
        String data = """
                {"order": "S3", "totl": "S3CRET", "state": "S3CRET", "at": "S3CRET", "items": [{"qty": 1}, {"qty": 0}]}""";

        assertThat(found(ORDER, data))
                .containsExactlyInAnyOrder(
                        "/order: at least 3 characters are wanted, and it has 2",
                        "/state: one of \"new\", \"paid\" is wanted",
                        "/at: a text is wanted that is of the format date-time",
                        "/items/1/qty: at least 1 is wanted",
                        "the data: \"total\" is missing",
                        "the data: \"totl\" is not known here: is \"total\" meant?")
                .noneMatch(text -> text.contains("S3CRET"));
    }

    @Test
    void data_that_are_no_json_are_one_violation() {
        assertThat(found(ORDER, "")).containsExactly("the data: JSON is wanted, and there is none");
        assertThat(found(ORDER, "<order/>")).containsExactly("the data: JSON is wanted, and there is none");
        assertThat(found(ORDER, "[]")).containsExactly("the data: an object is wanted, not a list");
    }

    @Test
    void only_the_first_violations_are_kept_and_all_are_counted() {
        EventSchema.Found found =
                schema("{\"items\": {\"type\": \"string\"}}").check(json("[" + "1,".repeat(99) + "1]"));

        assertThat(found.first()).hasSize(20);
        assertThat(found.count()).isEqualTo(100);
    }

    /** What the library takes modulo two to the power of 64, or would write out with all its digits. */
    @ParameterizedTest
    @CsvSource({
        "'{\"type\": \"integer\", \"maximum\": 5}', 1e300",
        "'{\"type\": \"integer\", \"maximum\": 5}', 18446744073709551617",
        "'{\"maximum\": 9007199254740993}', 9007199254740994",
        "'{\"exclusiveMinimum\": 0}', 0",
        "'{\"multipleOf\": 0.01}', 1e999999999",
        "'{\"type\": \"integer\"}', 1e-999999999",
        "'{\"const\": 1}', 1e999999999",
    })
    void numbers_of_any_size_are_compared_exactly_or_refused(String schema, String data) {
        assertThat(schema(schema).check(json(data)).isEmpty()).isFalse();
    }

    @Test
    void an_expression_of_any_form_takes_a_time_linear_in_the_text() {
        assertThat(found("{\"pattern\": \"^(a+)+$\"}", '"' + "a".repeat(200_000) + "!\""))
                .containsExactly("the data: a text is wanted that matches ^(a+)+$");
        assertThat(found("{\"pattern\": \"b\"}", "\"abc\"")).isEmpty();
        assertThat(found("{\"pattern\": \"^[a-z]{1,100}[0-9]$\"}", '"' + "a".repeat(400_000) + '"'))
                .singleElement()
                .asString()
                .contains("too much to check");
    }

    @Test
    void a_check_that_would_look_too_often_is_stopped() {
        String many = "{\"items\": {\"allOf\": [" + "{\"type\": \"number\"},".repeat(999) + "{}]}}";

        assertThat(found(many, "[" + "1,".repeat(999) + "1]"))
                .singleElement()
                .asString()
                .contains("too much to check");
        assertThat(found(many, "[1, 2]")).isEmpty();
    }

    @Test
    void draft_7_is_read_as_what_it_is() {
        String schema = """
                {"$schema": "http://json-schema.org/draft-07/schema#", "$id": "https://example.com/a",
                 "definitions": {"name": {"type": "string"}},
                 "properties": {"a": {"$ref": "#/definitions/name"}, "l": {"items": [{"type": "string"}]}},
                 "dependencies": {"a": ["b"]}}""";

        assertThat(found(schema, "{\"a\": 1, \"l\": [1]}"))
                .containsExactlyInAnyOrder(
                        "/a: a text is wanted, not a number",
                        "/l/0: a text is wanted, not a number",
                        "the data: something is missing that \"a\" asks for");
    }

    @ParameterizedTest
    @CsvSource({
        "date-time, 2026-01-01T00:00:00+02:00, 2026-01-01",
        "date, 2026-02-28, 2026-02-30",
        "time, 10:00:00Z, 10",
        "email, ann@example.com, ann",
        "hostname, a-b.example, a_b",
        "ipv4, 10.0.0.1, 10.0.0.256",
        "ipv6, ::ffff:1.2.3.4, 1:2",
        "uuid, 6f1ed002-ab59-4b3e-8a4d-0d0a2f6b3c11, 6f1ed002",
        "uri, https://example.com/a?b, a/b",
        "uri-reference, a/b, a b",
    })
    void formats_are_checked(String format, String good, String bad) {
        String schema = "{\"format\": \"" + format + "\"}";

        assertThat(found(schema, '"' + good + '"')).isEmpty();
        assertThat(found(schema, '"' + bad + '"')).hasSize(1);
        assertThat(found(schema, '"' + "1".repeat(100_000) + '"')).hasSize(1);
    }
}
