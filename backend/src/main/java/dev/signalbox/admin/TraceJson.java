package dev.signalbox.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.admin.Events.Story;
import dev.signalbox.admin.Instances.Run;
import dev.signalbox.flow.journal.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The moments of one event in the order of time, derived from what is stored of it anyway. */
final class TraceJson {

    private static final double NANOS_PER_MILLI = 1e6;

    private final List<ObjectNode> moments = new ArrayList<>();

    private TraceJson() {}

    static ArrayNode trace(Story story, List<Run> runs) {
        TraceJson trace = new TraceJson();
        trace.journaled(story.seen().entry());
        trace.repeated(story);
        trace.decided(story);
        runs.forEach(run -> trace.moments.addAll(RunJson.moments(run)));
        trace.moments.sort(Comparator.comparingLong(moment -> moment.path("at").asLong()));
        return Answers.JSON.createArrayNode().addAll(trace.moments);
    }

    private void journaled(Entry entry) {
        moment("received", entry.offer().received()).put("partition", entry.partition());
        if (entry.offer().verified() > 0) {
            moment("verified", entry.offer().verified()).put("partition", entry.partition());
        }
        moment("journaled", Math.max(entry.at(), entry.offer().received()))
                .put("partition", entry.partition())
                .put("position", entry.position());
    }

    /** Only their number is stored: they are told at the time of the first. */
    private void repeated(Story story) {
        if (story.seen().duplicates() > 0) {
            moment("duplicate", story.seen().entry().at())
                    .put("count", story.seen().duplicates())
                    .put("payloadMismatch", story.payloadMismatch());
        }
    }

    private void decided(Story story) {
        for (Events.Decided decided : story.decisions()) {
            ObjectNode moment = moment("decided", decided.at());
            StoryJson.texts(moment.putArray("rules"), decided.decision().matched());
            moment.put("took", decided.decision().nanos() / NANOS_PER_MILLI);
        }
        if (story.quarantine() != null) {
            moment("quarantined", story.seen().entry().at()).put("cause", story.quarantine());
        }
    }

    private ObjectNode moment(String name, long at) {
        ObjectNode moment = Answers.JSON.createObjectNode().put("moment", name).put("at", at);
        moments.add(moment);
        return moment;
    }
}
