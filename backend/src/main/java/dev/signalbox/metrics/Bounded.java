package dev.signalbox.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The values of one label, of which there may be only so many: what comes after that is {@code other}. */
final class Bounded {

    static final int MOST = 200;
    static final String OTHER = "other";

    private static final int LONGEST = 120;

    private final Set<String> known = ConcurrentHashMap.newKeySet();

    String of(String value) {
        if (known.contains(value)) {
            return value;
        }
        if (value.length() > LONGEST || known.size() >= MOST) {
            return OTHER;
        }
        known.add(value);
        return value;
    }
}
