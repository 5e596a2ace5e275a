package dev.signalbox;

import dev.signalbox.demo.Board;
import dev.signalbox.demo.Diary;
import dev.signalbox.demo.world.Score;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The scoreboard as text: many lines for a person who looks on, one line for a log. Fits into 80 columns. */
final class DemoScreen {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());
    private static final int INDENT = 12;

    private final Ink ink;

    DemoScreen(Ink ink) {
        this.ink = ink;
    }

    /** How much fits on the terminal. */
    record Size(int rows, int columns) {}

    /** One line. */
    static String line(Board board) {
        Score.Events events = board.score().events();
        Score.Starts starts = board.score().starts();
        return String.format(
                Locale.ROOT,
                "sent %,d accepted %,d | must start %,d started once %,d in flight %,d lost %,d doubled %,d | %s | hub %s",
                events.sent(),
                events.accepted(),
                starts.expected(),
                starts.once(),
                starts.inFlight(),
                starts.lost(),
                starts.doubled(),
                board.balances() ? "books balance" : "BOOKS DO NOT BALANCE",
                board.hub().up() ? "up" : "DOWN");
    }

    /** All of it, with the keys; of the diary as much as there is room for. */
    List<String> full(Board board, Size size) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("  " + ink.strong("Signalbox demo") + "  " + elapsed(board.at() - board.startedAt()) + "  seed "
                + board.seed() + ink.dim("   counted by the world, not by the hub"));
        lines.add("");
        numbers(board.score(), lines);
        lines.add("");
        books(board.score(), lines);
        lines.add("");
        lines.add("  " + parts(board));
        lines.add("");
        lines.addAll(diary(board.diary(), size, size.rows() - lines.size() - 3));
        lines.add("");
        lines.add(keys());
        return lines;
    }

    private void numbers(Score score, List<String> lines) {
        Score.Events events = score.events();
        Score.Starts starts = score.starts();
        lines.add(ink.dim("        sent   accepted  must start  started once  in flight      LOST   DOUBLED"));
        lines.add(figure(12, events.sent())
                + ink.when(events.waiting() > 0, Ink.Tone.WARN, figure(11, events.accepted()))
                + figure(12, starts.expected())
                + ink.tone(Ink.Tone.OK, figure(14, starts.once()))
                + figure(11, starts.inFlight())
                + ink.zero(starts.lost(), figure(10, starts.lost()))
                + ink.zero(starts.doubled(), figure(10, starts.doubled())));
    }

    private static String figure(int width, long number) {
        return String.format(Locale.ROOT, "%," + width + "d", number);
    }

    private void books(Score score, List<String> lines) {
        Score.Events events = score.events();
        Score.Orders orders = score.orders();
        lines.add(row("events", "%,d told again, %,d of %,d bad refused, %,d without an answer")
                .formatted(events.duplicates(), events.badRefused(), events.bad(), events.waiting()));
        lines.add(row("orders", "%,d placed = %,d confirmed + %,d cancelled + %,d open")
                .formatted(orders.placed(), orders.confirmed(), orders.cancelled(), orders.open()));
        lines.add(account("stock", "%,.0f", 1, score.stock()));
        lines.add(account("money", "%,.2f", 100, score.money()));
    }

    private String row(String name, String text) {
        return "  " + ink.dim(String.format(Locale.ROOT, "%-8s", name)) + text;
    }

    private String account(String name, String form, double parts, Score.Account account) {
        String text = String.format(
                Locale.ROOT,
                form + " taken = " + form + " shipped + " + form + " back + " + form + " open ",
                account.taken() / parts,
                account.shipped() / parts,
                account.givenBack() / parts,
                account.open() / parts);
        return row(name, text) + (account.balances() ? ink.tone(Ink.Tone.OK, "ok") : ink.tone(Ink.Tone.BAD, "WRONG"));
    }

    private String parts(Board board) {
        Score.Traffic traffic = board.score().traffic();
        String stopped = String.join(", ", traffic.stopped());
        String edited = String.join(", ", traffic.edited());
        return part("hub", board.hub()) + "   " + part("Redis", board.redis()) + "   "
                + (stopped.isEmpty() ? "services all up" : ink.tone(Ink.Tone.WARN, stopped + " STOPPED")) + "   "
                + (traffic.paused() ? ink.tone(Ink.Tone.WARN, "events PAUSED") : "events flow")
                + (edited.isEmpty() ? "" : "   edited: " + edited);
    }

    private String part(String name, Board.Part part) {
        return part.up()
                ? name + ' ' + ink.tone(Ink.Tone.OK, "up") + " (pid " + part.pid() + ')'
                : name + ' ' + ink.tone(Ink.Tone.BAD, "DOWN");
    }

    private static List<String> diary(List<Diary.Entry> entries, Size size, int most) {
        List<String> lines = new ArrayList<>();
        entries.forEach(entry -> wrap(entry(entry), size.columns(), lines));
        return lines.subList(Math.max(0, lines.size() - Math.max(2, most)), lines.size());
    }

    /** One entry of the diary. */
    private static String entry(Diary.Entry entry) {
        return "  " + TIME.format(Instant.ofEpochMilli(entry.at())) + "  " + entry.text();
    }

    /** A line that the terminal would break by itself could not be drawn over. */
    private static void wrap(String line, int columns, List<String> lines) {
        String rest = line;
        while (rest.length() > columns) {
            int blank = rest.lastIndexOf(' ', columns);
            int cut = blank > columns / 2 ? blank : columns;
            lines.add(rest.substring(0, cut));
            rest = " ".repeat(INDENT) + rest.substring(cut).strip();
        }
        lines.add(rest);
    }

    private String keys() {
        return "  " + key('k', "kill the hub") + key('r', "kill Redis") + key('s', "stop payment")
                + key('d', "duplicates") + key('p', "pause") + ink.strong("q") + " quit";
    }

    private String key(char key, String does) {
        return ink.strong(String.valueOf(key)) + ' ' + does + "  ";
    }

    private static String elapsed(long millis) {
        long seconds = millis / 1_000;
        return String.format(Locale.ROOT, "%02d:%02d", seconds / 60, seconds % 60);
    }
}
