package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.jq.Query;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code listen}: waits for events; its output is the list of those it took, in their order.
 *
 * @param filters for events that are taken
 * @param stops filters for events that end it, and are not taken; only with {@link Until#FOREVER}
 * @param enough what holds for the events taken so far when it ends; null for no such condition
 * @param envelope whether events are read with their attributes; if not, only their data
 * @param shared whether an event is for all who listen; if not, for the first of them
 */
record Listen(
        Until until,
        List<EventFilter> filters,
        List<EventFilter> stops,
        @Nullable Query enough,
        boolean envelope,
        boolean shared)
        implements Action {

    private static final String EVENTS = "events";
    private static final String HEARD = "heard";
    private static final String VALUES = "values";

    /** When it ends. */
    enum Until {
        /** With the first event. */
        FIRST,
        /** When each filter has taken one. */
        EACH,
        /** When a condition holds, or an event stops it. */
        FOREVER
    }

    @Override
    public void enter(Run run, Task task, JsonNode input) {
        ObjectNode progress = JsonNodeFactory.instance.objectNode();
        ArrayNode values = progress.putArray(VALUES);
        progress.putArray(EVENTS);
        progress.putArray(HEARD);
        Place place = run.place(task);
        ArrayNode told = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < count(); i++) {
            EventFilter filter = filter(i);
            String value = filter.value(run, task, input);
            values.add(value);
            told.addObject().put("type", filter.type()).put("value", value);
            run.effect(new Effect.Listen(
                    new Effect.Ear(place.path(), place.iteration(), place.attempt(), i, filter.type(), value),
                    filter.further(run, task, input),
                    until == Until.FOREVER && i < filters.size(),
                    shared));
        }
        run.put(place.at(progress));
        run.step("listening", task, told);
    }

    Stream<Correlations.Way> ways() {
        return Stream.concat(filters.stream(), stops.stream()).map(EventFilter::way);
    }

    EventFilter filter(int index) {
        return index < filters.size() ? filters.get(index) : stops.get(index - filters.size());
    }

    int count() {
        return filters.size() + stops.size();
    }

    /** The filters that still wait for events at a place. */
    List<Integer> open(Place place) {
        JsonNode heard = progress(place).path(HEARD);
        return IntStream.range(0, count())
                .filter(i -> until != Until.EACH || !contains(heard, i))
                .boxed()
                .toList();
    }

    /** How many events it has taken there. */
    int heard(Place place) {
        return progress(place).path(HEARD).size();
    }

    @Override
    public void heard(Run run, Task task, int index, JsonNode event) {
        ObjectNode progress = progress(run.place(task));
        if (until == Until.EACH && contains(progress.path(HEARD), index)) {
            return;
        }
        run.step("heard", task, told(event));
        if (index >= filters.size()) {
            run.complete(task, progress.path(EVENTS));
            return;
        }
        ArrayNode events = progress.withArray(EVENTS).add(envelope ? event : event.path("data"));
        ArrayNode heard = progress.withArray(HEARD).add(index);
        run.put(run.place(task).at(Weight.checked("what \"" + task.name() + "\" has heard", progress)));
        if (isEnough(run, task, events, heard)) {
            run.complete(task, events);
        }
    }

    private static JsonNode told(JsonNode event) {
        ObjectNode told = event.deepCopy();
        told.remove("data");
        return told;
    }

    private boolean isEnough(Run run, Task task, ArrayNode events, ArrayNode heard) {
        return switch (until) {
            case FIRST -> true;
            case EACH -> heard.size() == filters.size();
            case FOREVER -> enough != null && run.holds(enough, task, events);
        };
    }

    private static boolean contains(JsonNode indexes, int index) {
        return indexes.valueStream().anyMatch(each -> each.asInt() == index);
    }

    private static ObjectNode progress(Place place) {
        if (!(place.progress() instanceof ObjectNode progress)) {
            throw new IllegalStateException("nobody listens at " + place.path());
        }
        return progress.deepCopy();
    }

    @Override
    public List<Effect> over(Place place) {
        return place.progress() == null
                ? List.of()
                : open(place).stream().map(i -> silence(place, i)).toList();
    }

    private Effect silence(Place place, int index) {
        String value = progress(place).path(VALUES).path(index).asText();
        return new Effect.Silence(new Effect.Ear(
                place.path(),
                place.iteration(),
                place.attempt(),
                index,
                filter(index).type(),
                value));
    }

    @Override
    public boolean counted() {
        return true;
    }

    @Override
    public boolean outside() {
        return true;
    }

    @Override
    public State resting(Place place) {
        return State.WAITING;
    }
}
