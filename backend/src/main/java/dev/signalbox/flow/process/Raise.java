package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** {@code raise}: ends in an error of its own. */
record Raise(Template error) implements Action {

    @Override
    public void enter(Run run, Task task, JsonNode input) {
        JsonNode filled = run.fill(error, task, input);
        String type = filled.path("type").asText("https://serverlessworkflow.io/spec/1.0.0/errors/runtime");
        int status = filled.path("status").asInt(500);
        throw new Faulted(new Fault(
                type,
                status,
                filled.path("title").asText(type),
                filled.path("detail").asText("")));
    }

    @Override
    public List<String> leadsTo(Task task) {
        return List.of();
    }
}
