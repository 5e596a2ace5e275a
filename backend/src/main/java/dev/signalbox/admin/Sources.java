package dev.signalbox.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Who may deliver; the shapes are those of the API's contract, and hold no secret. */
public interface Sources {

    Future<List<ObjectNode>> list();

    Future<Optional<ObjectNode>> find(String name);

    Future<Put> put(String name, ObjectNode text);

    /** Its last refusals, the newest first; empty when there is no such source. */
    Future<Optional<Refusals>> refusals(String name);

    record Refusals(List<Refusal> items, long total) {}

    record Refusal(long at, int status, String code, String cause) {}

    /** What became of a source's text. */
    sealed interface Put {
        record Kept(boolean created, ObjectNode shown) implements Put {}

        record Wrong(List<Fault> faults) implements Put {}
    }

    /** @param pointer JSON Pointer to the field */
    record Fault(String pointer, String message) {}
}
