package dev.signalbox.proof.prove.check;

import dev.signalbox.proof.prove.sink.Hit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Which version of the rules has decided where: every call carries the label of the version that wanted it, so the
 * labels of the calls around a position say what decided there.
 */
final class Labels {

    /** Whether a version has the rule that only even ones have. */
    enum Version {
        EVEN,
        ODD,
        UNKNOWN
    }

    /** By partition, position and label. */
    private final Map<Integer, NavigableMap<Long, Integer>> seen = new HashMap<>();

    /** @param events of the run's own sources, by id */
    Labels(Map<String, Journaled> events, List<Hit> hits) {
        for (Hit hit : hits) {
            Journaled event = events.get(hit.event());
            if (event != null && decidedThere(hit)) {
                seen.computeIfAbsent(event.partition(), key -> new TreeMap<>()).put(event.position(), hit.rulebook());
            }
        }
    }

    /** Others are wanted later than their event is decided, or in another partition, perhaps by another version. */
    private static boolean decidedThere(Hit hit) {
        return !hit.step().startsWith("remind/") && !hit.step().startsWith("arrive/");
    }

    Version at(Journaled event) {
        NavigableMap<Long, Integer> labels = seen.getOrDefault(event.partition(), new TreeMap<>());
        Map.Entry<Long, Integer> before = labels.floorEntry(event.position());
        Map.Entry<Long, Integer> after = labels.ceilingEntry(event.position());
        if (before == null || after == null || !before.getValue().equals(after.getValue())) {
            return Version.UNKNOWN;
        }
        return before.getValue() % 2 == 0 ? Version.EVEN : Version.ODD;
    }

    /** Labels by position of each partition; they must not go back. */
    Map<Integer, NavigableMap<Long, Integer>> seen() {
        return seen;
    }
}
