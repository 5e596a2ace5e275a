package dev.signalbox;

import dev.signalbox.config.ExitCode;
import dev.signalbox.config.StartRefused;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command line. */
@Command(
        name = "signalbox",
        description = "The event hub that can prove it.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Every option of run can also be set in the environment or in a file: see signalbox config."})
public final class Main {

    private Main() {}

    /** Runs one command and ends the process with its code, see {@link ExitCode}. */
    public static void main(String[] args) {
        System.setProperty("java.util.logging.manager", "dev.signalbox.config.Logs$Lasting");
        System.setProperty("drools.drl.antlr4.parser.enabled", "true"); // before anybody loads Drools
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .addSubcommand("run", SettingOptions.command(new RunCommand()))
                .addSubcommand("demo", new DemoCommand())
                .addSubcommand("login", SettingOptions.command(new LoginCommand()))
                .addSubcommand("explain", SettingOptions.command(new ExplainCommand()))
                .addSubcommand("send", SettingOptions.command(new SendCommand()))
                .addSubcommand("tail", SettingOptions.command(new TailCommand()))
                .addSubcommand("config", SettingOptions.command(new ConfigCommand()))
                .addSubcommand("backtest", new BacktestCommand())
                .addSubcommand("rehearse", new RehearseCommand())
                .addSubcommand("measure-rules", new MeasureCommand())
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(Main::misunderstood)
                .setExecutionExceptionHandler(Main::failed);
    }

    /** One sentence instead of the whole help. */
    private static int misunderstood(CommandLine.ParameterException e, String[] args) {
        CommandLine line = e.getCommandLine();
        line.getErr()
                .println("signalbox: " + e.getMessage() + nearest(e) + "; \""
                        + line.getCommandSpec().qualifiedName() + " --help\" lists what there is");
        return ExitCode.USAGE.code();
    }

    private static String nearest(CommandLine.ParameterException e) {
        List<String> near =
                e instanceof CommandLine.UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        return near.isEmpty() ? "" : " - did you mean " + String.join(" or ", near) + "?";
    }

    private static int failed(Exception e, CommandLine line, CommandLine.ParseResult parsed) throws Exception {
        if (e instanceof StartRefused refused) {
            line.getErr().println("signalbox: " + refused.getMessage());
            return refused.exitCode();
        }
        throw e;
    }

    /** The version of the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "signalbox "
                        + Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                                .orElse("of an unpacked build")
            };
        }
    }
}
