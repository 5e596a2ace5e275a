package dev.signalbox.flow.secret;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.flow.connection.Problem;
import java.util.List;

/** What became of a wish that concerns a secret. */
public sealed interface Change {

    /** @param created whether there was none of this name */
    record Kept(ObjectNode shown, boolean created) implements Change {}

    /** Nothing changed; this is wrong with the text. */
    record Bad(List<Problem> problems) implements Change {}

    /** It is no more. */
    record Gone() implements Change {}

    /** There is no such secret. */
    record Absent(String name) implements Change {}
}
