package dev.signalbox.proof.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.proof.hub.Api;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks the hub which text decided each event, newest first, and judges whether it was exactly one, and none that was replaced. */
final class Deciders {

    private final Api api;
    private final Swapper swapper;
    private final Journey journey;
    private final Map<Integer, Integer> next = new HashMap<>();
    private final Set<Integer> texts = new HashSet<>();
    private long events;
    private long undecided;
    private long mixed;
    private long back;
    private long untimely;

    /** @param journey of the events that came while rules were replaced */
    Deciders(Api api, Swapper swapper, Journey journey) {
        this.api = api;
        this.swapper = swapper;
        this.journey = journey;
    }

    /**
     * What was found.
     *
     * @param undecided or decided by no rule, although each text has one for it
     * @param mixed decided by rules of two texts
     * @param back decided by a text when its partition had gone on to a later one
     * @param untimely decided by a text that was replaced before they were sent, or came after they were answered
     * @param texts that decided anything
     */
    record Found(long events, long undecided, long mixed, long back, long untimely, int texts) {

        boolean isClean() {
            return undecided + mixed + back + untimely == 0;
        }
    }

    Found all() {
        String before = "";
        do {
            JsonNode page = api.get("/events?limit=500" + before);
            page.path("items").forEach(this::look);

            before = page.path("next").isNull()
                    ? ""
                    : "&before=" + page.path("next").asText();
        } while (!before.isEmpty());
        return new Found(events, undecided, mixed, back, untimely, texts.size());
    }

    private void look(JsonNode event) {
        if (!event.path("type").asText().equals("order.placed")) {
            return;
        }
        events++;
        Integer one = text(event.path("rules"));
        if (one == null) {
            return;
        }
        texts.add(one);
        Integer later = next.put(event.path("partition").asInt(), one);
        back += later != null && later < one ? 1 : 0;
        untimely += isTimely(one, Long.parseLong(event.path("id").asText().substring(1))) ? 0 : 1;
    }

    private boolean isTimely(int text, long order) {
        long due = journey.dueAt(order);
        long answered = journey.answeredAt(order);
        return due == 0 || answered == 0 || swapper.mayDecide(text, due, answered);
    }

    private @Nullable Integer text(JsonNode rules) {
        Set<Integer> numbers = new HashSet<>();
        boolean seen = false;
        for (JsonNode rule : rules) {
            String name = rule.asText();
            numbers.add(Integer.parseInt(name.substring(name.lastIndexOf(' ') + 1)));
            seen |= name.contains("/sees ");
        }
        if (numbers.size() != 1) {
            mixed += numbers.isEmpty() ? 0 : 1;
            undecided += numbers.isEmpty() ? 1 : 0;
            return null;
        }
        undecided += seen ? 0 : 1;
        return numbers.iterator().next();
    }
}
