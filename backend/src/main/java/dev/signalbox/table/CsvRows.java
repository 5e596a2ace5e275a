package dev.signalbox.table;

import java.util.Arrays;
import java.util.function.Consumer;

/** Goes through a text row by row. Lines that hold nothing are stepped over. */
final class CsvRows {

    private static final char MARK = '\uFEFF';
    private static final int[] END = new int[0];

    private final String csv;
    private final Consumer<Fault> faults;
    private int[] cells = new int[16];
    private int at;

    CsvRows(String csv, Consumer<Fault> faults) {
        this.csv = csv;
        this.faults = faults;
        this.at = csv.length() > 0 && csv.charAt(0) == MARK ? 1 : 0;
    }

    /** Where each cell of the next row begins; no cell at the end of the text. */
    int[] next() {
        while (at < csv.length()) {
            int count = row();
            if (count > 1 || Cell.end(csv, cells[0]) > cells[0]) {
                return Arrays.copyOf(cells, count);
            }
        }
        return END;
    }

    private int row() {
        int count = 0;
        boolean more = true;
        while (more) {
            if (count == cells.length) {
                cells = Arrays.copyOf(cells, count * 2);
            }
            cells[count++] = at;
            cell();
            more = at < csv.length() && csv.charAt(at) == ',';
            at += more ? 1 : 0;
        }
        if (at < csv.length() && csv.charAt(at) == '\r') {
            at++;
        }
        if (at < csv.length() && csv.charAt(at) == '\n') {
            at++;
        }
        return count;
    }

    private void cell() {
        int from = at;
        boolean quoted = at < csv.length() && csv.charAt(at) == '"';
        if (quoted) {
            int close = Cell.closing(csv, at);
            if (close == csv.length()) {
                at = csv.length();
                faults.accept(new Fault(
                        from,
                        from + 1,
                        "table-quote",
                        "this cell begins with a quote, and none ends it",
                        "put a quote at its end; a quote within it is written twice: \"\""));
                return;
            }
            at = close + 1;
        }
        int rest = at;
        while (at < csv.length() && !Cell.ends(csv.charAt(at))) {
            at++;
        }
        String bare = csv.substring(rest, at);
        if (quoted ? !bare.isEmpty() : bare.indexOf('"') >= 0) {
            faults.accept(new Fault(
                    rest,
                    at,
                    "table-quote",
                    quoted
                            ? "the quotes end before the cell does: " + cut(bare) + " stands behind them"
                            : "there is a quote within a cell that does not begin with one: " + cut(bare),
                    "put the whole cell in quotes, and write each quote within it twice: \"\""));
        }
    }

    private static String cut(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
