package dev.signalbox.flow.process;

import java.util.Collection;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Finds the word that somebody probably meant. */
final class Words {

    private Words() {}

    /** A hint that names the nearest known word, else the known ones while they are few, else null. */
    static @Nullable String hint(String word, Collection<String> known) {
        String near = nearest(word, known);
        if (near != null) {
            return "did you mean \"" + near + "\"?";
        }
        return known.isEmpty() || known.size() > 16
                ? null
                : "known: " + String.join(", ", known.stream().sorted().toList());
    }

    private static @Nullable String nearest(String word, Collection<String> known) {
        return known.stream()
                .filter(candidate -> distance(word, candidate) <= Math.max(1, word.length() / 3))
                .min(Comparator.<String>comparingInt(candidate -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .orElse(null);
    }

    /** Edits between two words, letter case for free. */
    private static int distance(String left, String right) {
        int[] above = new int[right.length() + 1];
        for (int column = 0; column < above.length; column++) {
            above[column] = column;
        }
        for (int row = 1; row <= left.length(); row++) {
            int[] line = new int[above.length];
            line[0] = row;
            for (int column = 1; column < line.length; column++) {
                int change = same(left.charAt(row - 1), right.charAt(column - 1)) ? 0 : 1;
                line[column] = Math.min(above[column - 1] + change, 1 + Math.min(above[column], line[column - 1]));
            }
            above = line;
        }
        return above[right.length()];
    }

    private static boolean same(char left, char right) {
        return Character.toLowerCase(left) == Character.toLowerCase(right);
    }
}
