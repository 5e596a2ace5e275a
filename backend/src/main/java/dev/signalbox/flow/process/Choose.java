package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.signalbox.jq.Query;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code switch}: goes on where the first case that holds says, else where the task itself says. */
record Choose(List<Case> cases) implements Action {

    /** @param when null for the default case */
    record Case(String name, @Nullable Query when, String then) {}

    @Override
    public void enter(Run run, Task task, JsonNode input) {
        Case chosen = chosen(run, task, input);
        run.step("chose", task, JsonNodeFactory.instance.textNode(chosen == null ? "none" : chosen.name()));
        run.complete(task, input, chosen == null ? task.frame().then() : chosen.then());
    }

    private @Nullable Case chosen(Run run, Task task, JsonNode input) {
        Case otherwise = null;
        for (Case option : cases) {
            if (option.when() == null) {
                otherwise = option;
            } else if (run.holds(option.when(), task, input)) {
                return option;
            }
        }
        return otherwise;
    }

    @Override
    public List<String> leadsTo(Task task) {
        Stream<String> chosen = cases.stream().map(Case::then);
        boolean complete = cases.stream().anyMatch(option -> option.when() == null);
        return complete
                ? chosen.toList()
                : Stream.concat(chosen, Stream.of(task.frame().then())).toList();
    }
}
