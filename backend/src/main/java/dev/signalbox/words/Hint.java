package dev.signalbox.words;

import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What to tell somebody whose word is not known. */
public final class Hint {

    private static final int FEW = 16;

    private Hint() {}

    /** A hint that names the nearest known word, else the known ones while they are few, else null. */
    public static @Nullable String of(String word, Collection<String> known) {
        Optional<String> near = Nearest.to(word, known);
        if (near.isPresent()) {
            return "did you mean \"" + near.get() + "\"?";
        }
        return known.isEmpty() || known.size() > FEW
                ? null
                : "known: " + String.join(", ", known.stream().sorted().toList());
    }
}
