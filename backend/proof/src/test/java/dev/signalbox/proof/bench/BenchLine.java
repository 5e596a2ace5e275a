package dev.signalbox.proof.bench;

import dev.signalbox.proof.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** {@code signalbox bench} as somebody calls it, in this process. */
final class BenchLine {

    private final StringWriter told = new StringWriter();

    /** The code that it ends with. */
    int run(String... words) {
        CommandLine line = Main.commandLine();
        line.setErr(new PrintWriter(told, true));
        line.setOut(new PrintWriter(told, true));
        List<String> all = new ArrayList<>(List.of("bench"));
        all.addAll(List.of(words));
        return line.execute(all.toArray(String[]::new));
    }

    /** All that it has printed. */
    @Override
    public String toString() {
        return told.toString();
    }
}
