package dev.signalbox.schema;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the parts of a schema lead to each other. The library makes a copy of a part for each way to it and keeps it, so there
 * must be few; and none without an end, as a check would go it as deep as the data of a stranger are.
 */
final class Ways {

    private final Map<String, List<String>> next;
    private final Map<String, Behind> done = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private @Nullable String back;

    /** @param next which parts stand in a part or are referred to by it, by their pointers */
    Ways(Map<String, List<String>> next) {
        this.next = next;
    }

    /**
     * What lies behind a part.
     *
     * @param ways to parts
     * @param longest of them, in parts
     */
    record Behind(long ways, int longest) {}

    /** What lies behind the schema as a whole. */
    Behind all() {
        return behind("");
    }

    /** The part from which a way leads back to where it came from, when {@link #all} has met one. */
    Optional<String> back() {
        return Optional.ofNullable(back);
    }

    private Behind behind(String part) {
        Behind known = done.get(part);
        if (known != null) {
            return known;
        }
        long ways = 1;
        int longest = 0;
        open.add(part);
        for (String each : next.getOrDefault(part, List.of())) {
            if (open.contains(each)) {
                back = part;
            } else {
                Behind below = behind(each);
                ways = Math.min(Integer.MAX_VALUE, ways + below.ways());
                longest = Math.max(longest, below.longest());
            }
        }
        open.remove(part);
        Behind found = new Behind(ways, longest + 1);
        done.put(part, found);
        return found;
    }
}
