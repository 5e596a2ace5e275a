package dev.signalbox.flow.sink;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.flow.connection.Problem;
import java.util.List;

/** What became of a wish that concerns a sink. */
public sealed interface Change {

    /** @param created whether there was none of this name */
    record Kept(ObjectNode shown, boolean created) implements Change {}

    /** Nothing changed; this is wrong with the text. */
    record Bad(List<Problem> problems) implements Change {}

    /** Nothing changed; the hub may not call the address. */
    record Denied(String sentence) implements Change {}

    /** It is no more. */
    record Gone() implements Change {}

    /**
     * Its secret is another one.
     *
     * @param secret its text, told here and never again
     * @param fingerprint as it is shown from now on
     */
    record Rotated(String secret, String fingerprint, ObjectNode shown) implements Change {}

    /** A message was sent to it. */
    record Tested(Sent outcome) implements Change {}

    /** There is no such sink. */
    record Absent(String name) implements Change {}

    /**
     * Nothing changed.
     *
     * @param code stable, such as {@code no_secrets}
     * @param cause what was wanted and what is in the way
     */
    record Refused(String code, String cause, String nextStep) implements Change {}
}
