package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.schema.EventSchema;
import dev.signalbox.schema.Violation;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the data at the borders of a task, or of the whole definition, must be like.
 *
 * @param input looked at before {@code input.from}
 * @param output looked at after {@code output.as}
 * @param export looked at after {@code export.as}
 */
record Checks(
        @Nullable EventSchema input,
        @Nullable EventSchema output,
        @Nullable EventSchema export) {

    static final Checks NONE = new Checks(null, null, null);

    private static final int TOLD = 5;

    /** @throws Faulted of type {@code validation}, which says where the data are wrong and quotes none of them */
    static void hold(String what, @Nullable EventSchema schema, JsonNode data) {
        EventSchema.Found found = schema == null ? null : schema.check(data);
        if (found == null || found.isEmpty()) {
            return;
        }
        String first =
                found.first().stream().limit(TOLD).map(Violation::toString).collect(Collectors.joining("; "));
        String more = found.count() > TOLD ? "; and " + (found.count() - TOLD) + " more" : "";
        throw new Faulted(Fault.of("validation", 400, what + " breaks its schema", first + more));
    }
}
