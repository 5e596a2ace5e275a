package dev.signalbox.facts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.flow.journal.Entry;
import java.util.List;
import java.util.Map;

/** What may be shown of events, as their sources say now. */
public interface Showing {

    /** JSON Pointers to what each source hides; those that hide nothing are not in it. */
    Map<String, List<String>> hidden();

    /** The data of an event without that. */
    JsonNode data(Entry entry);
}
