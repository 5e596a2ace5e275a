package dev.signalbox.proof.prove.sink;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The sink as a process; runs until it is ended. */
@Command(name = "prove-sink", hidden = true)
public final class SinkCommand implements Callable<Integer> {

    /** How its ready line begins; the port follows. */
    public static final String READY = "sink ready ";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--port", defaultValue = "0")
    private int port;

    @Option(names = "--seed", required = true)
    private long seed;

    @Option(names = "--hits", required = true)
    @SuppressWarnings("NullAway.Init")
    private Path hits;

    @Override
    public Integer call() throws Exception {
        try (HitLog log = new HitLog(hits);
                SinkServer server = new SinkServer(InstantSource.system(), log, new Temper(seed), port)) {
            spec.commandLine().getOut().println(READY + server.port());
            spec.commandLine().getOut().flush();
            new java.util.concurrent.CountDownLatch(1).await();
        }
        return 0;
    }
}
