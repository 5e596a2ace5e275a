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

/** The scoreboard as text: many lines for a person who looks on, one line for a log. */
final class DemoScreen {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());
    private static final String KEYS =
            "k kill -9 the hub   r kill -9 Redis   p pause   d storm of duplicates   s stop a service   q quit";

    private DemoScreen() {}

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
                books(board),
                board.hub().up() ? "up" : "DOWN");
    }

    /** All of it, with the keys. */
    static List<String> full(Board board) {
        Score.Events events = board.score().events();
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "  From the world's own ledger, not from the hub's                  seed %d   %s",
                board.seed(),
                elapsed(board.at() - board.startedAt())));
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "  events     sent %,d   accepted %,d   waiting %,d   told twice %,d   bad ones refused %,d of %,d",
                events.sent(),
                events.accepted(),
                events.waiting(),
                events.duplicates(),
                events.badRefused(),
                events.bad()));
        lines.add(starts(board.score().starts()));
        lines.add(orders(board.score().orders()));
        lines.add(account("stock", "%,d", 1, board.score().stock()));
        lines.add(account("money", "%,.2f", 100, board.score().money()));
        lines.add(parts(board));
        lines.add("");
        board.diary().forEach(entry -> lines.add(entry(entry)));
        lines.add("");
        lines.add("  " + KEYS);
        return lines;
    }

    private static String starts(Score.Starts starts) {
        return String.format(
                Locale.ROOT,
                "  processes  must start %,d   started once %,d   in flight %,d   LOST %,d   DOUBLED %,d",
                starts.expected(),
                starts.once(),
                starts.inFlight(),
                starts.lost(),
                starts.doubled());
    }

    private static String orders(Score.Orders orders) {
        return String.format(
                Locale.ROOT,
                "  orders     placed %,d   confirmed %,d   cancelled and given back %,d   open %,d",
                orders.placed(),
                orders.confirmed(),
                orders.cancelled(),
                orders.open());
    }

    private static String account(String name, String form, int parts, Score.Account account) {
        String figures = form + " taken = " + form + " shipped + " + form + " given back + " + form + " open   %s";
        if (parts == 1) {
            return "  " + name + "      "
                    + String.format(
                            Locale.ROOT,
                            figures,
                            account.taken(),
                            account.shipped(),
                            account.givenBack(),
                            account.open(),
                            verdict(account));
        }
        return "  " + name + "      "
                + String.format(
                        Locale.ROOT,
                        figures,
                        account.taken() / (double) parts,
                        account.shipped() / (double) parts,
                        account.givenBack() / (double) parts,
                        account.open() / (double) parts,
                        verdict(account));
    }

    private static String verdict(Score.Account account) {
        return account.balances() ? "balances" : "DOES NOT BALANCE";
    }

    private static String books(Board board) {
        return board.balances() ? "books balance" : "BOOKS DO NOT BALANCE";
    }

    private static String parts(Board board) {
        List<String> stopped = board.score().traffic().stopped();
        return "  running    hub " + part(board.hub()) + "   Redis " + part(board.redis()) + "   services "
                + (stopped.isEmpty() ? "all up" : String.join(", ", stopped) + " STOPPED") + "   traffic "
                + (board.score().traffic().paused() ? "PAUSED" : "on");
    }

    private static String part(Board.Part part) {
        return part.up() ? "up (pid " + part.pid() + ')' : "DOWN";
    }

    /** One entry of the diary. */
    static String entry(Diary.Entry entry) {
        return "  " + TIME.format(Instant.ofEpochMilli(entry.at())) + "  " + entry.text();
    }

    private static String elapsed(long millis) {
        long seconds = millis / 1_000;
        return String.format(Locale.ROOT, "%02d:%02d", seconds / 60, seconds % 60);
    }
}
