package dev.signalbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.metrics.ScheduleGauges;
import java.util.List;

/** How schedules were doing when sources were last looked at. */
final class Schedules implements ScheduleGauges {

    private static final double MILLIS = 1e3;

    private volatile List<Schedule> seen = List.of();

    /** @param sources as the API shows them */
    void see(List<ObjectNode> sources) {
        seen = sources.stream()
                .filter(source -> source.path("kind").asText().equals("schedule"))
                .map(Schedules::schedule)
                .toList();
    }

    private static Schedule schedule(ObjectNode source) {
        JsonNode status = source.path("status");
        return new Schedule(
                source.path("name").asText(),
                status.path("lastTickAt").asLong() / MILLIS,
                status.path("droppedTicks").asLong());
    }

    @Override
    public List<Schedule> schedules() {
        return seen;
    }
}
