package dev.signalbox.rulebook;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place where rules read a table.
 *
 * @param table its name; null when it is put together at run time
 * @param accessor such as {@code num}; empty when the table is not read at once
 * @param column null when there is none, or when it is put together at run time
 */
record TableUse(
        @Nullable Literal table, String accessor, @Nullable Literal column) {

    /** A text in quotes: what it says, and where it stands with its quotes. */
    record Literal(String text, int from, int to) {}

    /** Comments and other texts are stepped over, so that what only looks like a use is none. */
    private static final Pattern CALL = Pattern.compile(
            "//[^\\n]*|/\\*.*?\\*/|(?<![\\w$.])" + TableFunction.NAME + "\\s*(\\()|\"(?:[^\"\\\\\\n]|\\\\.)*+\"",
            Pattern.DOTALL);

    private static final Pattern ACCESSOR = Pattern.compile("\\s*\\.\\s*(\\w+)\\s*(\\()");
    private static final Pattern PIECE =
            Pattern.compile("\\s+|//[^\\n]*|/\\*.*?\\*/|\"(?:[^\"\\\\\\n]|\\\\.)*+\"|[\\w$.]+|.", Pattern.DOTALL);

    /** All of them in the order of the text; the declaration of the function is none. */
    static List<TableUse> in(String drl) {
        List<TableUse> uses = new ArrayList<>();
        Matcher call = CALL.matcher(drl);
        while (call.find()) {
            if (call.group(1) != null) {
                uses.add(use(drl, call.end(1)));
            }
        }
        return uses;
    }

    private static TableUse use(String drl, int from) {
        Arguments name = Arguments.read(drl, from);
        Matcher accessor = ACCESSOR.matcher(drl).region(name.end(), drl.length());
        if (!accessor.lookingAt()) {
            return new TableUse(name.literal(0), "", null);
        }
        Arguments cell = Arguments.read(drl, accessor.end(2));
        return new TableUse(name.literal(0), accessor.group(1), cell.literal(1));
    }

    /** @param end index behind the bracket that closes them */
    private record Arguments(List<List<Literal>> each, int end) {

        private static final Literal OTHER = new Literal("", 0, 0);

        static Arguments read(String drl, int from) {
            List<List<Literal>> each = new ArrayList<>(List.of(new ArrayList<>()));
            Matcher piece = PIECE.matcher(drl).region(from, drl.length());
            int depth = 1;
            while (depth > 0 && piece.lookingAt()) {
                String text = piece.group();
                depth += "([{".contains(text) ? 1 : ")]}".contains(text) ? -1 : 0;
                if (depth == 1 && text.equals(",")) {
                    each.add(new ArrayList<>());
                } else if (depth > 0 && !text.isBlank() && !text.startsWith("//") && !text.startsWith("/*")) {
                    boolean literal = text.startsWith("\"") && text.length() > 1 && text.indexOf('\\') < 0;
                    each.get(each.size() - 1)
                            .add(
                                    literal
                                            ? new Literal(
                                                    text.substring(1, text.length() - 1), piece.start(), piece.end())
                                            : OTHER);
                }
                piece.region(piece.end(), drl.length());
            }
            return new Arguments(each, piece.regionStart());
        }

        @Nullable
        Literal literal(int argument) {
            List<Literal> pieces = argument < each.size() ? each.get(argument) : List.of();
            return pieces.size() == 1 && !pieces.get(0).equals(OTHER) ? pieces.get(0) : null;
        }
    }
}
