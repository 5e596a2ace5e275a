package dev.signalbox.proof.prove.mutant;

import dev.signalbox.proof.CannotRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A hub with a bug, and how it is hunted.
 *
 * @param bug as a sentence
 * @param seeds within so many it must be found
 * @param seed that finds it, as was seen once
 */
record Mutant(String name, String bug, Hunt hunt, int seeds, long seed, List<Patch> patches) {

    private static final String OLD = "--- ";
    private static final String FRESH = "+++";

    /**
     * The plan of the runs.
     *
     * @param seconds that it takes at least
     * @param events that are answered with 2xx at least
     * @param faults how many of each kind
     * @param options of the hubs
     * @param finding words of the findings that count, where the options alone lead to others; else empty
     */
    record Hunt(int hubs, int seconds, int events, Map<String, Integer> faults, List<String> options, String finding) {}

    /**
     * @param text a head of {@code word: value} lines, then for each patch {@code --- <file>}, the old lines, {@code +++}
     *     and the new ones
     */
    static Mutant read(String name, String text) {
        Map<String, String> head = new LinkedHashMap<>();
        List<Patch> patches = new ArrayList<>();
        String[] parts = text.split("(?m)^" + OLD, -1);
        for (String line : parts[0].strip().split("\n", -1)) {
            String[] pair = line.split(": ", 2);
            head.put(pair[0], pair[pair.length - 1]);
        }
        for (int i = 1; i < parts.length; i++) {
            patches.add(patch(name, parts[i]));
        }
        return new Mutant(
                name,
                value(name, head, "bug"),
                hunt(name, head),
                Integer.parseInt(value(name, head, "seeds")),
                Long.parseLong(value(name, head, "seed")),
                patches);
    }

    private static Patch patch(String name, String part) {
        String[] sides = part.split("(?m)^\\" + FRESH.charAt(0) + "\\+\\+\n", -1);
        int end = part.indexOf('\n');
        if (sides.length != 2 || end < 0) {
            throw new CannotRun("a patch of mutant " + name + " has not one line " + FRESH);
        }
        return new Patch(part.substring(0, end).strip(), sides[0].substring(end + 1), sides[1]);
    }

    private static Hunt hunt(String name, Map<String, String> head) {
        Map<String, Integer> faults = new LinkedHashMap<>();
        for (String one : head.getOrDefault("faults", "").split(" ", -1)) {
            int equals = one.lastIndexOf('=');
            if (equals > 0) {
                faults.put(one.substring(0, equals), Integer.parseInt(one.substring(equals + 1)));
            }
        }
        String options = head.getOrDefault("options", "");
        return new Hunt(
                Integer.parseInt(head.getOrDefault("hubs", "1")),
                Integer.parseInt(value(name, head, "seconds")),
                Integer.parseInt(head.getOrDefault("events", "300")),
                faults,
                options.isEmpty() ? List.of() : List.of(options.split(" ", -1)),
                head.getOrDefault("finding", ""));
    }

    private static String value(String name, Map<String, String> head, String word) {
        String value = head.get(word);
        if (value == null) {
            throw new CannotRun("mutant " + name + " does not say its " + word);
        }
        return value;
    }
}
