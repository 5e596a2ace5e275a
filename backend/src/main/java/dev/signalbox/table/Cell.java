package dev.signalbox.table;

/** How a cell stands in a text. */
final class Cell {

    private static final char QUOTE = '"';

    private Cell() {}

    /** What the cell that begins at this index says. */
    static String text(String csv, int from) {
        return from < csv.length() && csv.charAt(from) == QUOTE
                ? csv.substring(from + 1, closing(csv, from)).replace("\"\"", "\"")
                : csv.substring(from, end(csv, from));
    }

    /** Index behind the cell that begins at this index. */
    static int end(String csv, int from) {
        int at = from;
        if (at < csv.length() && csv.charAt(at) == QUOTE) {
            at = Math.min(csv.length(), closing(csv, at) + 1);
        }
        while (at < csv.length() && !ends(csv.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Index of the quote that closes the one at this index; that behind the text when there is none. */
    static int closing(String csv, int from) {
        int quote = csv.indexOf(QUOTE, from + 1);
        while (quote >= 0 && quote + 1 < csv.length() && csv.charAt(quote + 1) == QUOTE) {
            quote = csv.indexOf(QUOTE, quote + 2);
        }
        return quote < 0 ? csv.length() : quote;
    }

    static boolean ends(char character) {
        return character == ',' || character == '\n' || character == '\r';
    }
}
