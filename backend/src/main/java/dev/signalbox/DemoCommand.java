package dev.signalbox;

import dev.signalbox.config.StartRefused;
import dev.signalbox.demo.Board;
import dev.signalbox.demo.Demo;
import dev.signalbox.demo.world.Failures;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a hub with four packs and a world that sends it events, all on this machine. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Runs a hub with a demo world around it: services that sometimes fail, and about 20 events/s.",
        sortOptions = false)
final class DemoCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--break", description = "shows a scoreboard and takes keys that break things before your eyes")
    private boolean breaking;

    @Option(names = "--fresh", description = "forgets the demo that ran here before")
    private boolean fresh;

    @Option(names = "--rate", paramLabel = "N", description = "events per second, 0.1 to 500 (20)")
    private double rate = 20;

    @Option(
            names = "--orders",
            paramLabel = "N",
            description = "ends after so many orders, up to 50000, and judges what became of each; default: no end")
    private long orders;

    @Option(
            names = "--failures",
            paramLabel = "PERCENT",
            description = "of the orders so many are refused, and of the calls so many go wrong, 0 to 50 (5 and 7.5)")
    private @Nullable Double failures;

    @Option(
            names = "--kills",
            paramLabel = "N",
            description = "kill -9, spread over the orders: of the hub, each third time of its Redis (0)")
    private int kills;

    @Option(names = "--seed", paramLabel = "N", description = "of all chance in the world; default: a new one")
    private @Nullable Long seed;

    @Option(names = "--data", paramLabel = "FOLDER", description = "folder of the demo (./data/demo)")
    private Path data = Path.of("data", "demo");

    @Override
    public Integer call() throws Exception {
        if (!(rate >= 0.1 && rate <= 500)) {
            throw StartRefused.configuration("--rate takes 0.1 to 500 events per second, but it is " + rate);
        }
        checkTrial();
        DemoTelling.logNothing();
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        boolean terminal = SettingOptions.terminal();
        boolean coloured = terminal && System.getenv("NO_COLOR") == null;
        DemoTelling telling = new DemoTelling(out, breaking, terminal, new Ink(coloured));
        DemoEnd end = new DemoEnd(telling);
        Runtime.getRuntime().addShutdownHook(end);
        try (DemoKeys keys = DemoKeys.of(System.in, breaking && terminal)) {
            end.of(keys);
            Demo demo = Demo.open(setup(), InstantSource.system(), new SecureRandom(), telling::say);
            end.of(demo);
            telling.guide(demo.run(), demo.consoleUrl(), data);
            int code = watch(demo, keys, telling);
            if (code != 0) {
                end.failed();
            }
            return code;
        } catch (RuntimeException | InterruptedException e) {
            end.failed();
            throw e;
        }
    }

    private void checkTrial() {
        if (orders < 0 || orders > Demo.MOST_ORDERS) {
            throw StartRefused.configuration("--orders takes 1 to " + Demo.MOST_ORDERS + ", but it is " + orders);
        }
        if (failures != null && !(failures >= 0 && failures <= 50)) {
            throw StartRefused.configuration("--failures takes 0 to 50 percent, but it is " + failures);
        }
        if (kills < 0 || (kills > 0 && orders == 0)) {
            throw StartRefused.configuration("--kills takes how often to kill, and needs --orders to spread them over");
        }
    }

    private int watch(Demo demo, DemoKeys keys, DemoTelling telling) throws InterruptedException {
        DemoTrial trial = new DemoTrial(demo, orders, kills);
        while (demo.gaveUpWith() == 0) {
            char key = keys.next(DemoTelling.REDRAW_MILLIS);
            if (key == 'q') {
                telling.say("q: no new events; what is in flight may arrive");
                settle(demo, telling);
                return 0;
            }
            if (breaking) {
                boolean ignored = demo.breaks().press(key);
            }
            Board board = demo.board();
            telling.show(board, size());
            if (orders > 0 && trial.over(board)) {
                return trial.judge(telling);
            }
        }
        return demo.gaveUpWith();
    }

    private static DemoScreen.Size size() {
        return SettingOptions.terminal() ? DemoKeys.size() : DemoKeys.STANDARD;
    }

    private static void settle(Demo demo, DemoTelling telling) throws InterruptedException {
        demo.quiet();
        long end = System.nanoTime() + DemoTelling.SETTLING_NANOS;
        Board board = demo.board();
        while (!board.settled() && System.nanoTime() < end) {
            Thread.sleep(DemoTelling.REDRAW_MILLIS);
            board = demo.board();
            telling.show(board, size());
        }
    }

    private Demo.Setup setup() {
        long chosen = seed == null ? new SecureRandom().nextInt(1_000_000) : seed;
        Failures wanted = failures == null ? Failures.USUAL : Failures.of(failures / 100);
        return new Demo.Setup(data.toAbsolutePath().normalize(), fresh, rate, orders, wanted, chosen, program());
    }

    /** As this process was started itself. */
    private static List<String> program() {
        List<String> program = new ArrayList<>();
        program.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> !flag.startsWith("-agentlib"))
                .forEach(program::add);
        program.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        return program;
    }
}
