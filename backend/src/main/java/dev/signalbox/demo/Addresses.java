package dev.signalbox.demo;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the world is, and where it was in earlier runs: a pack may still name any of these, for a run can end at any moment.
 *
 * @param known oldest first, the present one last
 */
record Addresses(List<String> known) {

    /** Where the packs expect the world. */
    static final String STANDARD = "http://127.0.0.1:9099";

    /** From now on the world is there. */
    Addresses now(String url) {
        List<String> next = new ArrayList<>(known);
        next.remove(url);
        next.add(url);
        return new Addresses(List.copyOf(next));
    }

    /** The present one. */
    String last() {
        return known.isEmpty() ? STANDARD : known.get(known.size() - 1);
    }

    /** Whether something may name another one than the present. */
    boolean moved() {
        return known.size() > 1;
    }

    /** The text with the present address in it. */
    String present(String text) {
        return standard(text).replace(STANDARD, last());
    }

    /** The text as the program has it. */
    String standard(String text) {
        String standard = text;
        for (String url : known) {
            standard = standard.replace(url, STANDARD);
        }
        return standard;
    }
}
