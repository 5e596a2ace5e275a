package dev.signalbox;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/**
 * A command of the command line that came to its end.
 *
 * @param told on standard output
 * @param errors on standard error
 */
record CommandRun(int code, String told, String errors) {

    /** Runs a command of a hub's data folder, in this process. */
    static CommandRun on(Path data, String... args) {
        StringWriter told = new StringWriter();
        StringWriter errors = new StringWriter();
        List<String> all = new ArrayList<>(List.of(args[0], "--data", data.toString()));
        all.addAll(List.of(args).subList(1, args.length));
        CommandLine line =
                Main.commandLine().setOut(new PrintWriter(told, true)).setErr(new PrintWriter(errors, true));
        return new CommandRun(line.execute(all.toArray(String[]::new)), told.toString(), errors.toString());
    }
}
