package dev.signalbox;

import dev.signalbox.config.Config;
import dev.signalbox.config.DataFolder;
import dev.signalbox.config.Logs;
import dev.signalbox.config.PrivateFile;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the hub until it is asked to stop. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Runs the hub until SIGTERM or Ctrl-C, then drains and ends.",
        sortOptions = false)
final class RunCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        CommandSpec command = Objects.requireNonNull(spec);
        Config config = SettingOptions.settings(command).config();
        Logs.start(config.log());
        Drain drain = new Drain();
        Runtime.getRuntime().addShutdownHook(drain);
        Signalbox hub = started(config, drain);
        PrivateFile.write(config.data().resolve(DataFolder.ADMIN_URL), fromHere(hub.adminUrl()));
        tell(command.commandLine().getOut(), command.commandLine().getErr(), hub);
        new CountDownLatch(1).await();
        return 0;
    }

    private static Signalbox started(Config config, Drain drain) {
        try {
            Signalbox hub = Signalbox.start(config);
            drain.of(hub);
            return hub;
        } catch (RuntimeException | Error e) {
            drain.ofNothing();
            throw e;
        }
    }

    private static void tell(PrintWriter out, PrintWriter err, Signalbox hub) {
        err.println("signalbox: log in once at " + hub.loginLink());
        err.flush();
        out.println("signalbox ready admin=" + hub.adminUrl() + " ingest=" + hub.ingestUrl());
        out.flush();
    }

    /** An address of this machine for a listener on all of its addresses. */
    private static String fromHere(String url) {
        return url.replace("//0.0.0.0:", "//127.0.0.1:").replace("//[::]:", "//[::1]:");
    }
}
