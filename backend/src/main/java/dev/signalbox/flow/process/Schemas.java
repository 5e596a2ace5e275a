package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.schema.EventSchema;
import dev.signalbox.schema.Fault;
import org.jspecify.annotations.Nullable;

/** Compiles {@code schema} of {@code input}, {@code output} and {@code export}. */
record Schemas(Source source, Problems problems) {

    Checks compile(String at) {
        EventSchema input = schema(at + "/input/schema");
        EventSchema output = schema(at + "/output/schema");
        EventSchema export = schema(at + "/export/schema");
        return input == null && output == null && export == null ? Checks.NONE : new Checks(input, output, export);
    }

    private @Nullable EventSchema schema(String at) {
        JsonNode schema = source.at(at);
        if (schema.isMissingNode()) {
            return null;
        }
        if (schema.has("resource")) {
            problems.error(
                    source.key(at + "/resource"),
                    "unsupported",
                    "`resource` is not followed: what is fetched could change, or be away, while instances run",
                    "write the schema out, under `document`");
            return null;
        }
        if (!schema.path("format").asText("json").equals("json")) {
            problems.error(
                    source.value(at + "/format"),
                    "unsupported",
                    "schemas of the format " + schema.path("format").asText() + " are not understood",
                    "leave it out, or write json: its version is what the schema says as $schema");
        }
        if (!schema.has("document")) {
            problems.error(
                    source.key(at), "missing-property", "`document` is missing in `schema`", "write the schema there");
            return null;
        }
        return read(at + "/document");
    }

    private @Nullable EventSchema read(String at) {
        String text = source.at(at).toString();
        EventSchema.Read read = EventSchema.read(text);
        for (Fault fault : read.faults()) {
            String pointer = at + EventSchema.pointerAt(text, fault.from());
            if (fault.isError()) {
                problems.error(source.key(pointer), fault.code(), fault.message(), fault.hint());
            } else {
                problems.warning(source.key(pointer), fault.code(), fault.message(), fault.hint());
            }
        }
        return read.schema();
    }
}
