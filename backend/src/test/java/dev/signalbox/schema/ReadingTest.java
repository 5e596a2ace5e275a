package dev.signalbox.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReadingTest {

    private static List<Fault> faults(String text) {
        return EventSchema.read(text).faults();
    }

    /** Codes with the text that they mark. */
    private static List<String> told(String text) {
        return faults(text).stream()
                .map(fault -> fault.code() + " " + text.substring(fault.from(), fault.to()))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"requird": ["a"]}                         | schema-keyword "requird"
            {"type": "strng"}                          | schema-type "strng"
            {"type": ["string", "nul"]}                | schema-type "nul"
            {"required": "a"}                          | schema-value "a"
            {"minLength": -1}                          | schema-value -1
            {"multipleOf": 0}                          | schema-value 0
            {"maximum": 1e900}                         | schema-value 1e900
            {"properties": {"a": 5}}                   | schema-value 5
            {"items": [{"type": "string"}]}            | schema-value [{"type": "string"}]
            {"format": "dat"}                          | schema-format "dat"
            {"pattern": "(?=a)b"}                      | schema-pattern "(?=a)b"
            {"pattern": "(a)\\\\1"}                    | schema-pattern "(a)\\\\1"
            {"pattern": "((x{100}){100}){100}"}        | schema-pattern "((x{100}){100}){100}"
            {"patternProperties": {"(": true}}         | schema-pattern "("
            {"$ref": "#/$defs/none"}                   | schema-ref "#/$defs/none"
            {"$ref": "other.schema.json"}              | schema-ref "other.schema.json"
            {"$ref": "file:///etc/passwd"}             | schema-ref "file:///etc/passwd"
            {"properties": {"a": {"$id": "x"}}}        | schema-refused "$id"
            {"$dynamicRef": "#x"}                      | schema-refused "$dynamicRef"
            {"unevaluatedProperties": false}           | schema-refused "unevaluatedProperties"
            {"$ref": "#"}                              | schema-circle "#"
            {"$schema": "https://example.com/mine"}    | schema-dialect "https://example.com/mine"
            {"a": 1,}                                  | schema-json }
            []                                         | schema-json [
            """)
    void a_mistake_is_told_at_its_place(String text, String told) {
        assertThat(told(text)).containsExactly(told);
    }

    @Test
    void the_word_that_was_meant_is_the_fix() {
        assertThat(faults("{\"requird\": []}")).singleElement().satisfies(fault -> {
            assertThat(fault.isError()).isFalse();
            assertThat(fault.fix()).isEqualTo("\"required\"");
        });
        assertThat(faults("{\"type\": \"strng\"}").get(0).fix()).isEqualTo("\"string\"");
        assertThat(faults("{\"x-owner\": \"shop\"}")).isEmpty();
    }

    @Test
    void a_circle_over_several_parts_is_found() {
        assertThat(told("""
                {"allOf": [{"$ref": "#/$defs/a"}], "$defs": {"a": {"anyOf": [{"type": "null"}, {"$ref": "#"}]}}}""")).containsExactly("schema-circle \"#\"");
        assertThat(told("{\"properties\": {\"child\": {\"$ref\": \"#\"}}}")).containsExactly("schema-circle \"#\"");
        assertThat(told("""
                {"properties": {"a": {"$ref": "#/$defs/a"}, "b": {"$ref": "#/$defs/a"}}, "$defs": {"a": {"type": "null"}}}""")).isEmpty();
    }

    @Test
    void references_that_multiply_are_refused_before_the_library_follows_them() {
        assertThat(told(chain(40, "{\"allOf\": [{\"$ref\": \"#/$defs/d%1$d\"}, {\"$ref\": \"#/$defs/d%1$d\"}]}")))
                .containsExactly("schema-large {");
        assertThat(told(chain(200, "{\"$ref\": \"#/$defs/d%1$d\"}"))).containsExactly("schema-large {");
        assertThat(told(chain(40, "{\"$ref\": \"#/$defs/d%1$d\"}"))).isEmpty();
    }

    /** Parts of which each refers to the next. */
    private static String chain(int length, String part) {
        StringBuilder chain = new StringBuilder("{\"$ref\": \"#/$defs/d0\", \"$defs\": {");
        for (int i = 0; i < length; i++) {
            chain.append("\"d%d\": ".formatted(i)).append(part.formatted(i + 1)).append(',');
        }
        return chain + "\"d" + length + "\": {\"type\": \"string\"}}}";
    }

    @Test
    void nothing_is_ever_fetched() throws IOException {
        try (ServerSocket outside = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            outside.setSoTimeout(1);
            String address = "http://127.0.0.1:" + outside.getLocalPort() + "/s.json";
            for (String keyword : List.of("$ref", "$schema", "$dynamicRef", "$id")) {
                EventSchema.Read read = EventSchema.read("{\"" + keyword + "\": \"" + address + "\"}");
                if (read.schema() != null) {
                    assertThat(read.schema().check(Texts.MAPPER.readTree("1")).isEmpty())
                            .isTrue();
                }
            }

            assertThat(asked(outside)).isFalse();
        }
    }

    private static boolean asked(ServerSocket socket) throws IOException {
        try {
            socket.accept().close();
            return true;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        }
    }

    @Test
    void what_is_too_large_is_refused() {
        assertThat(told("{\"x-a\": \"" + "x".repeat(EventSchema.LONGEST) + "\"}"))
                .containsExactly("schema-large {");
        assertThat(told("{\"allOf\": [" + "{},".repeat(2_500) + "{}]}")).containsExactly("schema-large {");
        assertThat(told("{\"not\":".repeat(200) + "{}" + "}".repeat(200)))
                .singleElement()
                .asString()
                .startsWith("schema-json");
    }
}
