package dev.signalbox;

import dev.signalbox.rulebook.Speed;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code signalbox bench rules} runs this in a JVM of its own, with nothing else in it. */
@Command(name = "measure-rules", hidden = true, description = "Measures how fast rules decide, without a hub.")
final class MeasureCommand implements Callable<Integer> {

    private static final int[] COUNTS = {1, 10, 100, 1_000};
    private static final int LOOKS = 200_000_000;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--millis", defaultValue = "2000", description = "of processor time for each figure")
    private int millis;

    @Override
    public Integer call() {
        Speed speed = new Speed(millis);
        tell("%-34s %14s %14s", "events/s of processor time", "typed", "untyped");
        double first = 0;
        double last = 0;
        for (int count : COUNTS) {
            double typed = speed.typed(count);
            first = count == 1 ? typed : first;
            last = typed;
            tell("%-34s %,14.0f %,14.0f", count + (count == 1 ? " rule" : " rules"), typed, speed.untyped(count));
        }
        tell("%-34s %,14.0f", "a look into a hash map", hashed());
        tell("%-34s %14.2f  (goal: at most 1.6)", "1 rule to 1,000 typed, ratio", first / last);
        double bare = speed.unmetered(100);
        double metered = speed.typed(100);
        tell("%-34s %13.1f%%  (goal: at most 10)", "metering costs, 100 rules", 100 * (bare / metered - 1));
        Speed.Windowed windowed = speed.windowed();
        tell("%-34s %,14.0f  (goal: at least 50,000)", "a window of 100,000 events", windowed.perSecond());
        tell("%-34s %,11.0f ms  (goal: at most 5,000)", "its rebuild", windowed.rebuildMillis());
        tell("%-34s %,13.0f B  (goal: at most 2,048)", "heap of each event in it", windowed.heapBytes());
        double tried = BacktestSpeed.perSecond(speed);
        tell("%-34s %,14.0f  (goal: at least 20,000)", "a back-test of 100 rules", tried);
        return 0;
    }

    /** What a program without rules would do: a type leads to a number, with which one is compared. */
    private static double hashed() {
        Map<String, Integer> limits = new HashMap<>();
        String[] types = new String[1_000];
        for (int i = 0; i < types.length; i++) {
            types[i] = "t" + i;
            limits.put(types[i], 100);
        }
        long matched = 0;
        long start = System.nanoTime();
        for (int i = 0; i < LOOKS; i++) {
            matched += 150 > limits.getOrDefault(types[i % types.length], 0) ? 1 : 0;
        }
        return matched * 1e9 / (System.nanoTime() - start);
    }

    private void tell(String format, Object... values) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }
}
