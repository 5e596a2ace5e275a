package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A fault and the task that it arose in. */
record Failing(Task task, Fault fault) {

    /** The error as expressions see it. */
    ObjectNode error() {
        return json(fault).put("instance", task.path());
    }

    static ObjectNode json(Fault fault) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", fault.type())
                .put("status", fault.status())
                .put("title", fault.title())
                .put("detail", fault.detail());
    }
}
