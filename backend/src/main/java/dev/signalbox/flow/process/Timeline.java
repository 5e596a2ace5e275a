package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Notes the steps of one transition. */
final class Timeline {

    /** Characters of JSON that a detail may have; the story is for people, what is larger is told by its size. */
    static final int MAX_DETAIL = 16 * 1024;

    /** The same for all details of a transition together: a loop can have thousands, and a commit carries them. */
    static final int MAX_DETAILS = 1024 * 1024;

    private final long at;
    private final List<Step> steps = new ArrayList<>();
    private int room = MAX_DETAILS;

    Timeline(long at) {
        this.at = at;
    }

    void add(String what, String path, String task, int attempt, @Nullable JsonNode detail) {
        steps.add(new Step(at, what, path, task, attempt, detail == null ? null : cut(detail)));
    }

    private JsonNode cut(JsonNode detail) {
        int most = Math.min(MAX_DETAIL, room);
        int weight = Weight.of(detail, most);
        if (weight > most) {
            return JsonNodeFactory.instance.objectNode().put("tooLongToShow", true);
        }
        room -= weight;
        return detail;
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }
}
