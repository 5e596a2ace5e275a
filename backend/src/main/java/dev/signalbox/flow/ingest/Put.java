package dev.signalbox.flow.ingest;

import dev.signalbox.flow.connection.Problem;
import java.util.List;

/** What became of the wish to set a source. */
public sealed interface Put {

    /** @param created whether there was none of this name */
    record Kept(Source source, boolean created) implements Put {}

    /** Nothing changed; this is wrong with the text. */
    record Bad(List<Problem> problems) implements Put {}
}
