package dev.signalbox.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A command of the hub that ends by itself, in a process of its own.
 *
 * @param out what it said on standard output
 * @param err what it said on standard error, its log too
 */
public record HubRun(int code, String out, String err) {

    private static final long PATIENCE_SECONDS = 60;

    /** Runs it in a folder, which also takes its output; one that does not end is killed and is code -1. */
    public static HubRun of(Path folder, List<String> args, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command(args, environment))
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            process.destroy();
        }
        return new HubRun(ended ? process.exitValue() : -1, Files.readString(out), Files.readString(err));
    }

    private static List<String> command(List<String> args, Map<String, String> environment) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m"));
        String more = environment.get("JAVA_FLAGS");
        if (more != null) {
            command.add(more);
        }
        command.addAll(HubProgram.words());
        command.addAll(args);
        return command;
    }

    /** The lines that are meant for whoever started it, without the log. */
    public List<String> sentences() {
        return err.lines().filter(line -> line.startsWith("signalbox: ")).collect(Collectors.toList());
    }
}
