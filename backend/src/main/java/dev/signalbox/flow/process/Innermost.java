package dev.signalbox.flow.process;

import java.util.Collection;
import java.util.List;

/** Where an instance really is: the places that have no other one inside. */
public final class Innermost {

    private Innermost() {}

    /** One, or one for each branch of a fork; none for an instance that is at no task. */
    public static List<Place> of(Collection<Place> places) {
        return places.stream()
                .filter(place -> !place.path().equals(Place.WHOLE))
                .filter(place -> places.stream().noneMatch(other -> other.path().startsWith(place.path() + '/')))
                .toList();
    }
}
