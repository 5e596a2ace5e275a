package dev.signalbox.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.flow.ingest.Sample;
import dev.signalbox.snippet.Snippet;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may deliver; the shapes are those of the API's contract, and hold no secret but one that was just made. */
public interface Sources {

    Future<List<ObjectNode>> list();

    Future<Optional<ObjectNode>> find(String name);

    Future<Put> put(String name, ObjectNode text);

    Future<Change> delete(String name);

    /** @param on whether deliveries are taken */
    Future<Change> turn(String name, boolean on);

    /** @param secret the sender's own; null to make one */
    Future<Change> rotate(String name, @Nullable String secret);

    Future<Change> removeSecret(String name, String fingerprint);

    /** Sends it an event from inside, without a signature; done is the answer to a delivery. */
    Future<Change> sample(String name);

    /**
     * Takes refused messages again; done is how many are what now.
     *
     * @param ids none for all
     */
    Future<Change> retake(String name, List<String> ids);

    /** What the text would make of each sample; {@code items} of the contract. */
    Future<Tried> preview(String name, ObjectNode text, List<Sample> samples);

    /** The same for its last ten deliveries; of what did not come to this hub these events. */
    Future<Tried> previewLast(String name, ObjectNode text, List<Sample.Journaled> journaled);

    /** Programs that deliver one event; empty when there is no such source. */
    Future<Optional<List<Snippet>>> snippets(String name);

    /** Its last refusals, the newest first; empty when there is no such source. */
    Future<Optional<Refusals>> refusals(String name);

    record Refusals(List<Refusal> items, long total) {}

    record Refusal(long at, int status, String code, String cause) {}

    /** What became of a source's text. */
    sealed interface Put {
        record Kept(boolean created, ObjectNode shown) implements Put {}

        record Wrong(List<Fault> faults) implements Put {}
    }

    /** What a text was tried on, or what is wrong with it. */
    sealed interface Tried {
        record Rows(List<?> rows) implements Tried {}

        record Wrong(List<Fault> faults) implements Tried {}
    }

    /** What became of a change of a source that is there. */
    sealed interface Change {
        /** @param shown the source as it is now, null when it is gone; for a sample the answer to it */
        record Done(@Nullable ObjectNode shown) implements Change {}

        record Rotated(String secret, String fingerprint, ObjectNode source) implements Change {}

        record Absent(String what, String name) implements Change {}

        record Refused(String code, String cause, String nextStep) implements Change {}
    }

    /** @param pointer JSON Pointer to the field */
    record Fault(String pointer, String message) {}
}
