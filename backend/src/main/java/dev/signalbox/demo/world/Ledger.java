package dev.signalbox.demo.world;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was sent, what the hub took, what it must start for that, and what really arrived. Kept by one thread. */
final class Ledger {

    /** In time during which the hub was there: while it is away nothing can arrive. */
    private static final long DEADLINE_MILLIS = 60_000;

    private static final int SHOWN = 5;
    private static final int MOST_REMEMBERED = 200_000;

    private final Map<String, Start> remembered = new LinkedHashMap<>();
    private final Map<String, Start> missing = new LinkedHashMap<>();
    private final Map<String, Long> owed = new HashMap<>();
    private Set<String> optional = Set.of();
    private long clock;
    private long sent;
    private long accepted;
    private long refused;
    private long duplicates;
    private long bad;
    private long badRefused;
    private long expected;
    private long arrived;
    private long doubled;

    /** One start that is expected of the hub, or that came without being expected. */
    private static final class Start {
        private final Set<String> instances = new HashSet<>(2);
        private boolean expected;
        private boolean optional;
        private long since;

        /** By what it is about: of {@code order:o-17} the order. */
        private static String kind(String effect) {
            return effect.substring(0, effect.indexOf(':') + 1);
        }
    }

    void sent() {
        sent++;
    }

    void accepted() {
        accepted++;
    }

    void refused() {
        refused++;
    }

    void duplicate() {
        duplicates++;
    }

    void bad() {
        bad++;
    }

    void badRefused() {
        badRefused++;
    }

    /** The hub was there for so long since the last time. */
    void passed(long millis) {
        clock += millis;
    }

    /** From now on the hub owes this start; or it may start it or not, where its kind is {@link #optional}. */
    void expect(@Nullable String effect) {
        if (effect == null) {
            return;
        }
        Start start = remember(effect);
        if (start.expected) {
            return;
        }
        start.expected = true;
        start.since = clock;
        owed.merge(Start.kind(effect), 1L, Long::sum);
        if (!start.instances.isEmpty()) {
            expected++;
            arrived++;
            doubled += start.instances.size() > 1 ? 1 : 0;
        } else if (optional.contains(Start.kind(effect))) {
            start.optional = true;
        } else {
            expected++;
            missing.put(effect, start);
        }
    }

    /** Nobody knows whether starts of these kinds, such as {@code order:}, will come: they count when they have. */
    void optional(Set<String> kinds) {
        optional = Set.copyOf(kinds);
        missing.forEach((effect, start) -> start.optional = kinds.contains(Start.kind(effect)));
        boolean ignored = missing.values().removeIf(start -> {
            expected -= start.optional ? 1 : 0;
            return start.optional;
        });
    }

    /** A call of this instance came, the first one or any later one; whether it was answered is another matter. */
    void came(String effect, String instance) {
        Start start = remember(effect);
        if (!start.instances.add(instance) || !start.expected) {
            return;
        }
        if (start.instances.size() == 1) {
            expected += start.optional ? 1 : 0;
            arrived++;
            missing.remove(effect);
        } else if (start.instances.size() == 2) {
            doubled++;
        }
    }

    private Start remember(String effect) {
        Start start = remembered.computeIfAbsent(effect, key -> new Start());
        if (remembered.size() > MOST_REMEMBERED) {
            remembered.remove(remembered.keySet().iterator().next());
        }
        return start;
    }

    /** For how many events a start of this kind, such as {@code order:}, was expected so far. */
    long owed(String kind) {
        return owed.getOrDefault(kind, 0L);
    }

    Score.Events events() {
        return new Score.Events(sent, accepted, sent - accepted - refused, refused, duplicates, bad, badRefused);
    }

    Score.Starts starts() {
        long lost = missing.values().stream()
                .filter(start -> clock - start.since > DEADLINE_MILLIS)
                .count();
        return new Score.Starts(expected, arrived - doubled, missing.size() - lost, lost, doubled, oldest());
    }

    private List<String> oldest() {
        return missing.keySet().stream().limit(SHOWN).toList();
    }
}
