package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why an instance has not begun.
 *
 * @param turn whether it waits for its turn; if not, for its time
 * @param why such as {@code 1 of 1 running}
 * @param due when that is over, milliseconds since the epoch; 0 when that is not a matter of time
 */
public record Queued(boolean turn, String why, long due) {

    private static final String WHY = "queued";

    /** It waits for its turn. */
    public Queued(String why, long due) {
        this(true, why, due);
    }

    public static Queued full(int running, Limits.Concurrency most) {
        return new Queued(running + " of " + most.limit() + " running", 0);
    }

    public static Queued early(Limits.Rate rate, long due) {
        return new Queued(rate.limit() + " have begun within " + rate.time(), due);
    }

    /** Others wait before it. Of times it is told when it is the first. */
    public static Queued behind(@Nullable Queued first) {
        return new Queued(first == null ? "others wait before it" : first.why(), 0);
    }

    /** It begins some time after the one before it has ended. */
    static Queued later(Duration after, long due) {
        return new Queued(false, "begins " + after + " after the one before it has finished", due);
    }

    /** It is to be looked at again, in a commit of its own. */
    public static Queued next(long now) {
        return new Queued("others begin before it", now);
    }

    /** The place at which an instance waits for its turn; null when it has begun. */
    public static @Nullable Place place(Instance instance) {
        return instance.state().ended() ? null : instance.places().get(Place.TURN);
    }

    /** What it is that an instance waits for at a place before it begins; null when it does not. */
    public static @Nullable String words(Place place) {
        JsonNode why = place.progress() == null ? null : place.progress().get(WHY);
        return why == null ? null : why.asText();
    }

    /** Whether that is what is known at a place. */
    public boolean isOf(Place place) {
        return place.due() == due && words().equals(words(place));
    }

    private String words() {
        return (turn ? "waits for its turn: " : "") + why;
    }

    ObjectNode progress() {
        return JsonNodeFactory.instance.objectNode().put(WHY, words());
    }

    /** For the timeline. */
    JsonNode told() {
        ObjectNode told = JsonNodeFactory.instance.objectNode().put("why", words());
        return due == 0 ? told : told.put("due", due);
    }
}
