package dev.signalbox.rulebook;

import dev.signalbox.rulebook.Diagnostic.Spot;
import org.drools.drl.ast.descr.BaseDescr;

/** A text by lines: where an offset of the parser lies for a reader. The parser counts code points. */
record Lines(String text) {

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
        int start = 0;
        for (int i = 0; i < line && start >= 0; i++) {
            start = text.indexOf('\n', start) + 1;
        }
        int from = Math.min(text.length(), start + column);
        int to = from;
        while (to < text.length() && Character.isJavaIdentifierPart(text.charAt(to))) {
            to++;
        }
        return new Spot(line + 1, column + 1, Math.max(1, to - from));
    }

    /** The stretch between two indices of the text, held within its first line. */
    Spot at(int from, int to) {
        int line = 1;
        int start = 0;
        for (int i = text.indexOf('\n'); i >= 0 && i < from; i = text.indexOf('\n', i + 1)) {
            line++;
            start = i + 1;
        }
        int end = text.indexOf('\n', from);
        int length = Math.min(to, end < 0 ? text.length() : end) - from;
        return new Spot(line, from - start + 1, Math.max(1, length));
    }

    /** Index in the text of an offset of the parser. */
    int index(int offset) {
        int codePoints = text.codePointCount(0, text.length());
        return text.offsetByCodePoints(0, Math.max(0, Math.min(offset, codePoints)));
    }
}
