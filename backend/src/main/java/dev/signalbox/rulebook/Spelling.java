package dev.signalbox.rulebook;

import dev.signalbox.words.Nearest;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The word that somebody meant: one of a small distance, or one of the same letters. */
final class Spelling {

    private Spelling() {}

    static Optional<String> nearest(String word, Collection<String> known) {
        return Nearest.to(word, known).or(() -> known.stream()
                .filter(each -> letters(each).equals(letters(word)))
                .sorted()
                .findFirst());
    }

    /** The word of which one letter is wrong, missing or too many, or two of which are exchanged. */
    static Optional<String> slip(String word, Collection<String> known) {
        return known.stream()
                .filter(each -> Math.abs(each.length() - word.length()) <= 1)
                .filter(each -> differing(word, each) <= 1 || letters(each).equals(letters(word)))
                .sorted()
                .findFirst();
    }

    /** How many letters lie between what two words begin and end with alike. */
    private static int differing(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        int front = 0;
        while (front < shorter && a.charAt(front) == b.charAt(front)) {
            front++;
        }
        int back = 0;
        while (back < shorter - front && a.charAt(a.length() - 1 - back) == b.charAt(b.length() - 1 - back)) {
            back++;
        }
        return Math.max(a.length(), b.length()) - front - back;
    }

    private static String letters(String word) {
        char[] letters = word.toLowerCase(Locale.ROOT).toCharArray();
        Arrays.sort(letters);
        return new String(letters);
    }

    /** " - did you mean num?", or nothing. */
    static String meant(Optional<String> near) {
        return near.map(each -> " - did you mean " + each + "?").orElse("");
    }
}
