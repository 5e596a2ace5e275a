package dev.signalbox;

import dev.signalbox.config.ExitCode;
import dev.signalbox.demo.Board;
import dev.signalbox.demo.Demo;
import dev.signalbox.demo.world.Score;
import dev.signalbox.demo.world.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A demo with an end: so many orders, so many kills among them, and then the judgement on all of them. */
final class DemoTrial {

    private static final long STILL_NANOS = 150_000_000_000L;
    private static final long LOOK_MILLIS = 500;
    private static final int EACH_OF_REDIS = 3;

    /** A fourth of what there is to do between two kills when they are spread evenly. */
    private static final int WORK_BETWEEN = 4;

    private static final String PROCESS = "fulfil-order";
    private static final Set<String> UNDER_WAY = Set.of("running", "waiting", "retrying", "compensating");

    private final Demo demo;
    private final long orders;
    private final int kills;
    private int killed;
    private int killedRedis;
    private long startedAtKill;
    private @Nullable Score last;
    private long lastChange = System.nanoTime();

    /** @param kills {@code kill -9}, spread over the orders: of the hub, and each third time of its Redis */
    DemoTrial(Demo demo, long orders, int kills) {
        this.demo = demo;
        this.orders = orders;
        this.kills = kills;
    }

    /** Kills when it is time; whether all has come to an end, or nothing moves any more. */
    boolean over(Board board) {
        long placed = board.score().orders().placed();
        boolean due = killed < kills && placed * (kills + 1) >= orders * (killed + 1);
        if (due && isUp(board) && works(board)) {
            kill(board);
        }
        if (!board.score().equals(last)) {
            last = board.score();
            lastChange = System.nanoTime();
        }
        boolean still = System.nanoTime() - lastChange > STILL_NANOS;
        return placed >= orders && killed == kills && (still || isQuiet(board));
    }

    /** What is called lost may come yet, when the hub was away for long. */
    private static boolean isQuiet(Board board) {
        return board.settled() && board.score().starts().lost() == 0 && isUp(board);
    }

    private static boolean isUp(Board board) {
        return board.hub().up() && board.redis().up();
    }

    /** Whether the hub has done a part of its work since it was killed: one that is killed before that proves little. */
    private boolean works(Board board) {
        long since = board.score().starts().once() - startedAtKill;
        return killed == 0 || isQuiet(board) || since * WORK_BETWEEN * (kills + 1) >= orders;
    }

    private void kill(Board board) {
        startedAtKill = board.score().starts().once();
        killed++;
        boolean redis = killed % EACH_OF_REDIS == 0;
        killedRedis += redis ? 1 : 0;
        boolean ignored = demo.breaks().press(redis ? 'r' : 'k');
    }

    /** What became of the orders; the exit code. */
    int judge(DemoTelling telling) throws InterruptedException {
        demo.quiet();
        Map<String, Long> states = ended();
        Verdict verdict = demo.verdict();
        boolean agrees = states.getOrDefault("finished", 0L) == verdict.finished()
                && states.getOrDefault("compensated", 0L) == verdict.compensated()
                && sum(states) == verdict.sent();
        telling.report(lines(verdict, states, agrees));
        return verdict.holds() && agrees ? ExitCode.OK.code() : ExitCode.FAILED.code();
    }

    /** The services have heard the last before the hub has noted it. */
    private Map<String, Long> ended() throws InterruptedException {
        long end = System.nanoTime() + STILL_NANOS;
        Map<String, Long> states = demo.states(PROCESS);
        while ((states.isEmpty() || states.keySet().stream().anyMatch(UNDER_WAY::contains))
                && System.nanoTime() < end) {
            Thread.sleep(LOOK_MILLIS);
            states = demo.states(PROCESS);
        }
        return states;
    }

    private static long sum(Map<String, Long> states) {
        return states.values().stream().mapToLong(count -> count).sum();
    }

    private List<String> lines(Verdict verdict, Map<String, Long> states, boolean agrees) {
        List<String> lines = new ArrayList<>();
        lines.add(text(
                "orders   %,d sent, %,d accepted: %,d finished, %,d compensated, %,d neither",
                verdict.sent(), verdict.accepted(), verdict.finished(), verdict.compensated(), verdict.neither()));
        verdict.wrong().forEach(order -> lines.add("         " + order));
        lines.add(account("stock", "%,.0f pieces", 1, verdict.stock()));
        lines.add(account("money", "%,.2f", 100, verdict.money()));
        lines.add(account("parcels", "%,.0f", 1, verdict.parcels()));
        lines.add(text("starts   %s", verdict.once() ? "each once" : "NOT EACH ONCE: see the scoreboard"));
        lines.add(text(
                "hub      killed %d times, its Redis %d times; it says of the orders: %s%s",
                killed - killedRedis, killedRedis, states, agrees ? "" : ": NOT WHAT THE SERVICES SAY"));
        lines.add("verdict: " + (verdict.holds() && agrees ? "all agree" : "THEY DO NOT AGREE"));
        return lines;
    }

    private static String account(String name, String form, double parts, Verdict.Account account) {
        return text(
                "%-8s " + form + " out, " + form + " in finished orders%s",
                name,
                account.out() / parts,
                account.sold() / parts,
                account.agrees() ? "" : ": WRONG");
    }

    private static String text(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }
}
