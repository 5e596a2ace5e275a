package dev.signalbox.flow;

import dev.signalbox.flow.match.Decision;
import dev.signalbox.flow.match.Passing;
import dev.signalbox.flow.match.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the version that decides fails at: seconds of the clock, which pass without firing, and events that it did not
 * decide, which it is not shown. Some are kept in Redis, for the owners that come after, until no rule window reaches
 * back to them.
 */
final class Faults {

    private static final String SECOND = ":second:";
    private static final String POSITION = ":position:";

    /* Those in Redis: when they were found, by field. */
    private final Map<String, Long> kept = new HashMap<>();
    private final TreeSet<Long> seconds = new TreeSet<>();
    private final Set<Long> positions = new HashSet<>();
    private int version;

    /** @param rows fields in Redis with the cause of each */
    Faults(Map<String, String> rows) {
        rows.forEach((field, row) -> kept.put(field, Cause.read(row).at()));
    }

    /** The field of a second at which a version fails. */
    static String second(int version, long second) {
        return version + SECOND + second;
    }

    /** The field of an event at whose replay a version fails. */
    static String position(int version, long position) {
        return version + POSITION + position;
    }

    /** From now on another version decides. */
    void decideBy(int wanted) {
        if (version != wanted) {
            version = wanted;
            seconds.clear();
            positions.clear();
            kept.keySet().forEach(this::take);
        }
    }

    private void take(String field) {
        long number = Long.parseLong(field.substring(field.lastIndexOf(':') + 1));
        if (field.equals(second(version, number))) {
            seconds.add(number);
        } else if (field.equals(position(version, number))) {
            positions.add(number);
        }
    }

    /** @return false when it was known already */
    boolean addSecond(long second) {
        return seconds.add(second);
    }

    void addPosition(long position) {
        positions.add(position);
    }

    /** What another one has found out about the same version. */
    void learn(Faults other) {
        if (other.version == version) {
            seconds.addAll(other.seconds);
            positions.addAll(other.positions);
        }
    }

    boolean hasPosition(long position) {
        return positions.contains(position);
    }

    /** Known ones up to a time, in their order. */
    SortedSet<Long> seconds(long until) {
        return seconds.headSet(until, true);
    }

    /** Lets the clock of a session run, but for the seconds at which it failed before. */
    List<Decision> advance(Session session, long at) {
        return Passing.advance(session, at, seconds(at));
    }

    /** A row for the owners that come after, which the caller writes. */
    Map<String, String> keep(long second, Cause cause) {
        String field = second(version, second);
        kept.put(field, cause.at());
        return Map.of(field, cause.row());
    }

    /** Forgets what was found before a time; the fields of it, which the caller removes. */
    List<String> forget(long before) {
        if (kept.isEmpty()) {
            return List.of();
        }
        List<String> old = new ArrayList<>();
        kept.forEach((field, at) -> {
            if (at < before) {
                old.add(field);
            }
        });
        old.forEach(kept::remove);
        seconds.headSet(before).removeIf(second -> old.contains(second(version, second)));
        return old;
    }
}
