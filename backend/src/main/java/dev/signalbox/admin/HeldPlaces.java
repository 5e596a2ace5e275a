package dev.signalbox.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.signalbox.flow.breaker.Seen;
import dev.signalbox.flow.breaker.Standing;
import dev.signalbox.flow.process.Place;
import dev.signalbox.flow.process.Step;
import dev.signalbox.flow.task.Calls;
import java.util.List;
import java.util.Optional;

/** Which tasks of an instance are held: their last call was asked for, and its target's breaker is not closed. */
final class HeldPlaces {

    private final Instances.Run run;
    private final List<Seen> targets;

    HeldPlaces(Instances.Run run, List<Seen> targets) {
        this.run = run;
        this.targets = targets;
    }

    void into(ArrayNode held) {
        if (!run.instance().state().ended()) {
            run.instance().places().values().forEach(place -> called(place).ifPresent(step -> add(held, place, step)));
        }
    }

    /** The call of the attempt that a place is at. */
    private Optional<Step> called(Place place) {
        return run.timeline().stream()
                .filter(step -> step.path().equals(place.path()) && step.attempt() == place.attempt())
                .reduce((before, last) -> last)
                .filter(step -> step.what().equals("scheduled") && step.detail() != null);
    }

    private void add(ArrayNode held, Place place, Step step) {
        String target = step.detail() == null
                ? null
                : Calls.target(step.detail().path("uri").asText());
        targets.stream()
                .filter(seen -> seen.target().equals(target) && seen.standing().phase() != Standing.Phase.CLOSED)
                .forEach(seen -> held.addObject()
                        .put("path", place.path())
                        .put("task", step.task())
                        .put("target", seen.target())
                        .put("state", seen.standing().phase().word())
                        .put("since", Math.max(step.at(), seen.standing().since())));
    }
}
