package dev.signalbox;

import dev.signalbox.demo.Board;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What the demo says in the terminal: sentences, and the scoreboard, redrawn in place where a person looks on. */
final class DemoTelling {

    static final long REDRAW_MILLIS = 500;
    static final long SETTLING_NANOS = 20_000_000_000L;

    private static final long LINE_NANOS = 10_000_000_000L;

    private final PrintWriter out;
    private final boolean breaking;
    private final boolean terminal;
    private final Ink ink;
    private final DemoScreen screen;
    private int drawn;
    private long lastLine = System.nanoTime();
    private boolean guided;
    private boolean ending;
    private @Nullable Board last;

    /** @param ink of what is drawn in place */
    DemoTelling(PrintWriter out, boolean breaking, boolean terminal, Ink ink) {
        this.out = out;
        this.breaking = breaking;
        this.terminal = terminal;
        this.ink = ink;
        this.screen = new DemoScreen(ink);
    }

    /** Connections of a killed hub break, which is what is to be seen; the hub has a log of its own. */
    static void logNothing() {
        Logger.getLogger("").setLevel(Level.OFF);
    }

    /** A sentence; where the scoreboard is drawn, it shows the sentence itself. */
    synchronized void say(String sentence) {
        if (!(breaking && terminal && guided)) {
            forget();
            out.println("signalbox: " + sentence);
            out.flush();
        }
    }

    /** What to look at first. */
    synchronized void guide(String loginLink, String console, Path data) {
        out.println();
        told("Log in", loginLink, "works once; another: ./signalbox login --data " + data);
        told("See", console + "/", "the flow from sources over rules to processes");
        told("Follow", console + "/live", "click an event, then \"Open story\"");
        told(
                "Change",
                console + "/rules/orders",
                "add hub.alert( \"hello\" ); below a then, Activate, see the flow grow");
        if (!breaking) {
            told("Break", "./signalbox demo --break", "after Ctrl-C: kill hub and Redis, see that nothing is lost");
        }
        out.flush();
        guided = true;
    }

    private void told(String word, String where, String what) {
        out.printf("  %s  %s%n           %s%n", ink.strong(String.format("%-7s", word)), where, ink.dim(what));
    }

    /** What goes down from now on is meant to. */
    synchronized void ending() {
        ending = true;
        out.println();
        out.println("signalbox: ending the hub, its Redis and the world ...");
        out.flush();
    }

    synchronized void show(Board board, DemoScreen.Size size) {
        if (ending) {
            return;
        }
        last = board;
        if (breaking && terminal) {
            draw(screen.full(board, size));
        } else if (terminal) {
            String line = DemoScreen.line(board);
            draw(List.of("", line.substring(0, Math.min(line.length(), size.columns() - 1))));
        } else if (System.nanoTime() - lastLine > LINE_NANOS) {
            lastLine = System.nanoTime();
            out.println(DemoScreen.line(board));
            out.flush();
        }
    }

    /** What is to be read when all is over. */
    synchronized void report(List<String> lines) {
        forget();
        out.println();
        lines.forEach(out::println);
        out.flush();
    }

    private void draw(List<String> lines) {
        forget();
        lines.forEach(line -> out.print(line + '\n'));
        drawn = lines.size();
        out.flush();
    }

    /** Takes away what was drawn. */
    private void forget() {
        if (drawn > 0) {
            out.print("\033[" + drawn + "A\033[J");
            drawn = 0;
        }
    }

    /** The last numbers. */
    synchronized void close() {
        if (last != null) {
            out.println("final: " + DemoScreen.line(last));
            out.println("seed " + last.seed() + ": --fresh --seed " + last.seed() + " makes the same world again");
        }
        out.flush();
    }
}
