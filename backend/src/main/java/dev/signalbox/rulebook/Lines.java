package dev.signalbox.rulebook;

import dev.signalbox.rulebook.Diagnostic.Spot;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.drools.drl.ast.descr.BaseDescr;

/** A text by lines: where an offset of the parser lies for a reader. The parser counts code points. */
final class Lines {

    private final String text;
    private final int[] starts;

    /** Whether a character is a code point everywhere. */
    private final boolean plain;

    Lines(String text) {
        this.text = text;
        this.plain = text.chars().noneMatch(c -> Character.isSurrogate((char) c));
        this.starts = IntStream.concat(
                        IntStream.of(0),
                        IntStream.range(0, text.length())
                                .filter(i -> text.charAt(i) == '\n')
                                .map(i -> i + 1))
                .toArray();
    }

    String text() {
        return text;
    }

    /** The stretch between two offsets of the parser, held within its first line. */
    Spot spot(int from, int to) {
        return at(index(from), index(Math.max(from, to)));
    }

    Spot spot(BaseDescr node) {
        return spot(node.getStartCharacter(), node.getEndCharacter() + 1);
    }

    /** The first place of a word within a node; the node itself when it is not there. */
    Spot word(BaseDescr node, String word) {
        return word(node.getStartCharacter(), node.getEndCharacter() + 1, word);
    }

    Spot word(int from, int to, String word) {
        int start = index(from);
        int found = text.indexOf(word, start);
        return found < 0 || found >= index(to) ? spot(from, to) : at(found, found + word.length());
    }

    /** The place of a line and a column, both from 0, as long as the word that begins there. */
    Spot place(int line, int column) {
        int from = Math.min(text.length(), start(line + 1) + column);
        int to = from;
        while (to < text.length() && Character.isJavaIdentifierPart(text.charAt(to))) {
            to++;
        }
        return new Spot(line + 1, column + 1, Math.max(1, to - from));
    }

    /** Index of the first character of a line, from 1. */
    int start(int line) {
        return starts[Math.max(0, Math.min(line, starts.length) - 1)];
    }

    /** The stretch between two indices of the text, held within its first line. */
    Spot at(int from, int to) {
        int found = Arrays.binarySearch(starts, from);
        int line = found < 0 ? -found - 1 : found + 1;
        int end = text.indexOf('\n', from);
        int length = Math.min(to, end < 0 ? text.length() : end) - from;
        return new Spot(line, from - start(line) + 1, Math.max(1, length));
    }

    /** Index in the text of an offset of the parser. */
    int index(int offset) {
        int most = plain ? text.length() : text.codePointCount(0, text.length());
        int held = Math.max(0, Math.min(offset, most));
        return plain ? held : text.offsetByCodePoints(0, held);
    }
}
