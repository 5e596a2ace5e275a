package dev.signalbox.proof;

import dev.signalbox.proof.bench.BareClient;
import dev.signalbox.proof.bench.BareServer;
import dev.signalbox.proof.bench.BenchCommand;
import dev.signalbox.proof.bench.FlowCommand;
import dev.signalbox.proof.bench.OverloadCommand;
import dev.signalbox.proof.bench.RecoveryCommand;
import dev.signalbox.proof.bench.RulesCommand;
import dev.signalbox.proof.bench.SwapsCommand;
import dev.signalbox.proof.prove.ProveCommand;
import dev.signalbox.proof.prove.matrix.Failpoints;
import dev.signalbox.proof.prove.mutant.Hunts;
import dev.signalbox.proof.prove.sink.SinkCommand;
import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the proof; the launcher of the hub hands its words on. */
@Command(name = "signalbox", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
public final class Main {

    private static final InstantSource CLOCK = InstantSource.system();

    private Main() {}

    /** Runs one command and ends the process with its code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** All commands, for whoever runs them in this process. */
    public static CommandLine commandLine() {
        return new CommandLine(new Main())
                .addSubcommand(
                        "bench",
                        new CommandLine(new BenchCommand())
                                .addSubcommand("flow", new FlowCommand())
                                .addSubcommand("overload", new OverloadCommand())
                                .addSubcommand("replay", new RecoveryCommand())
                                .addSubcommand("rules", new RulesCommand())
                                .addSubcommand("swaps", new SwapsCommand()))
                .addSubcommand("bare", new BareServer())
                .addSubcommand("bare-client", new BareClient())
                .addSubcommand("prove", new ProveCommand(new Failpoints(CLOCK), new Hunts(CLOCK)))
                .addSubcommand("prove-sink", new SinkCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler(Main::failed);
    }

    /** A sentence for what somebody can mend; all of it for a fault. */
    private static int failed(Exception e, CommandLine line, CommandLine.ParseResult parsed) throws Exception {
        if (e instanceof CannotRun cannot) {
            line.getErr().println("signalbox: " + cannot.getMessage());
            return 1;
        }
        throw e;
    }
}
