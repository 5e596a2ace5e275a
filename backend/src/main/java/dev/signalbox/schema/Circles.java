package dev.signalbox.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Parts of a schema that hold for one value and lead back to themselves: a check of them would not end. */
final class Circles {

    private final Map<String, List<String>> next;
    private final Set<String> done = new HashSet<>();
    private final Set<String> open = new HashSet<>();

    /** @param next which parts hold for the same value as a part, by their pointers */
    Circles(Map<String, List<String>> next) {
        this.next = next;
    }

    /** A part that leads back. */
    Optional<String> found() {
        for (String part : next.keySet()) {
            Optional<String> found = from(part);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<String> from(String part) {
        if (done.contains(part)) {
            return Optional.empty();
        }
        open.add(part);
        for (String each : next.getOrDefault(part, List.of())) {
            Optional<String> found = open.contains(each) ? Optional.of(part) : from(each);
            if (found.isPresent()) {
                return found;
            }
        }
        open.remove(part);
        done.add(part);
        return Optional.empty();
    }
}
