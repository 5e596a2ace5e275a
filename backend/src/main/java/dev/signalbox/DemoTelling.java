package dev.signalbox;

import dev.signalbox.demo.Board;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What the demo says in the terminal: sentences, and the scoreboard, redrawn in place where a person looks on. */
final class DemoTelling {

    static final long REDRAW_MILLIS = 500;
    static final long SETTLING_NANOS = 20_000_000_000L;

    private static final int INDENT = 12;
    private static final long LINE_NANOS = 5_000_000_000L;

    private final PrintWriter out;
    private final boolean inPlace;
    private final int columns;
    private int drawn;
    private long lastLine = System.nanoTime();
    private boolean guided;
    private @Nullable Board last;

    DemoTelling(PrintWriter out, boolean breaking, boolean terminal) {
        this.out = out;
        this.inPlace = breaking && terminal;
        this.columns = inPlace ? DemoKeys.columns() : Integer.MAX_VALUE;
    }

    /** Connections of a killed hub break, which is what is to be seen; the hub has a log of its own. */
    static void logNothing() {
        Logger.getLogger("").setLevel(Level.OFF);
    }

    /** A sentence; where the scoreboard is drawn, it shows the sentence itself. */
    synchronized void say(String sentence) {
        if (!inPlace || !guided) {
            out.println("signalbox: " + sentence);
            out.flush();
        }
    }

    /** What to look at first. */
    synchronized void guide(String loginLink, String console, Path data) {
        out.println();
        out.println("  Log in once:   " + loginLink);
        out.println("  Look first:    " + console + "/           the flow from sources over rules to processes");
        out.println("  Then:          " + console + "/live       click an event, then \"Open story\"");
        out.println(
                "  Change one:    " + console + "/rules/orders    edit a rule, activate it, and see the flow change");
        out.println("  Another link:  ./signalbox login --data " + data + "      Ctrl-C ends all of it");
        out.println();
        out.flush();
        guided = true;
    }

    synchronized void show(Board board) {
        last = board;
        if (inPlace) {
            List<String> lines = new ArrayList<>();
            DemoScreen.full(board).forEach(line -> wrap(line, lines));
            StringBuilder text = new StringBuilder(drawn == 0 ? "" : "\033[" + drawn + "A\033[J");
            lines.forEach(line -> text.append(line).append('\n'));
            drawn = lines.size();
            out.print(text);
            out.flush();
        } else if (System.nanoTime() - lastLine > LINE_NANOS) {
            lastLine = System.nanoTime();
            out.println(DemoScreen.line(board));
            out.flush();
        }
    }

    /** A line that the terminal would break by itself could not be drawn over. */
    private void wrap(String line, List<String> lines) {
        String rest = line;
        while (rest.length() > columns) {
            int blank = rest.lastIndexOf(' ', columns);
            int cut = blank > columns / 2 ? blank : columns;
            lines.add(rest.substring(0, cut));
            rest = " ".repeat(INDENT) + rest.substring(cut).strip();
        }
        lines.add(rest);
    }

    /** The last numbers. */
    synchronized void close() {
        if (last != null) {
            out.println();
            out.println("final: " + DemoScreen.line(last));
            out.println("seed " + last.seed() + ": --fresh --seed " + last.seed() + " makes the same world again");
        }
        out.flush();
    }
}
