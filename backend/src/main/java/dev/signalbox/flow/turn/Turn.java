package dev.signalbox.flow.turn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.signalbox.event.Payload;
import java.nio.charset.StandardCharsets;

/**
 * Where an instance is in its line.
 *
 * @param number in the order in which they came, of all lines of the partition
 * @param begun when it began, milliseconds since the epoch; 0 when no rate asks for it
 * @param until so long its beginning counts for the rate
 */
public record Turn(String instance, Line line, long number, Stage stage, long begun, long until) {

    /** What counts as what: who waits, who has begun and not ended, and whose beginning still counts for the rate. */
    public enum Stage {
        WAITS,
        RUNS,
        OVER
    }

    /** It begins, and counts for a rate of so many milliseconds; 0 for none. */
    public Turn begins(long at, long per) {
        return new Turn(instance, line, number, Stage.RUNS, per == 0 ? 0 : at, per == 0 ? 0 : at + per);
    }

    /** It has ended, and was put back: the last in its line again. */
    public Turn again(long other) {
        return new Turn(instance, line, other, Stage.RUNS, begun, until);
    }

    public Turn over() {
        return new Turn(instance, line, number, Stage.OVER, begun, until);
    }

    /** As it is kept in Redis. */
    public String text() {
        return JsonNodeFactory.instance
                .arrayNode()
                .add(line.definition())
                .add(line.key())
                .add(number)
                .add(stage.name())
                .add(begun)
                .add(until)
                .toString();
    }

    static Turn of(String instance, String text) {
        JsonNode json = Payload.of(text.getBytes(StandardCharsets.UTF_8)).json();
        return new Turn(
                instance,
                new Line(json.path(0).asText(), json.path(1).asText()),
                json.path(2).asLong(),
                Stage.valueOf(json.path(3).asText()),
                json.path(4).asLong(),
                json.path(5).asLong());
    }
}
