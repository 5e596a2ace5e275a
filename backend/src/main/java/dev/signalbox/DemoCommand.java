package dev.signalbox;

import dev.signalbox.config.StartRefused;
import dev.signalbox.demo.Board;
import dev.signalbox.demo.Demo;
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

    @Option(names = "--seed", paramLabel = "N", description = "of all chance in the world; default: a new one")
    private @Nullable Long seed;

    @Option(names = "--data", paramLabel = "FOLDER", description = "folder of the demo (./data/demo)")
    private Path data = Path.of("data", "demo");

    @Override
    public Integer call() throws Exception {
        if (!(rate >= 0.1 && rate <= 500)) {
            throw StartRefused.configuration("--rate takes 0.1 to 500 events per second, but it is " + rate);
        }
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

    private int watch(Demo demo, DemoKeys keys, DemoTelling telling) throws InterruptedException {
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
            telling.show(demo.board(), size());
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
        return new Demo.Setup(data.toAbsolutePath().normalize(), fresh, rate, chosen, program());
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
