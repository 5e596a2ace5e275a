package dev.signalbox.proof.shim;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A small library, made by the C compiler of this machine when it is needed. */
public sealed interface Shim {

    /** Notes how much of the append-only files of a Redis is on disk. */
    String SYNCED = "synced";

    /** Makes the wall clock wrong. */
    String CLOCK = "clock";

    /** Makes each sync of the append-only files of a Redis last longer. */
    String SLOW = "slow";

    /** It can be loaded by its variable {@code LD_PRELOAD}. */
    record Loadable(Path library) implements Shim {

        /** With this a program is to be started; whatever else inherits it is not harmed. */
        public Map<String, String> environment(String variable, Object value) {
            return Map.of("LD_PRELOAD", library.toString(), variable, value.toString());
        }
    }

    /**
     * It cannot.
     *
     * @param why in words: what is missing, and what would help
     */
    record Absent(String why) implements Shim {}

    /**
     * Compiles one into a folder.
     *
     * @param name one of those above
     */
    static Shim make(String name, Path folder) throws IOException, InterruptedException {
        if (!System.getProperty("os.name").equals("Linux")) {
            return new Absent("there is no LD_PRELOAD but on Linux");
        }
        Files.createDirectories(folder);
        Path library = folder.resolve(name + ".so").toAbsolutePath();
        Path source = source(name, folder);
        try {
            Ran compiled = Ran.of(
                    Map.of(),
                    List.of("gcc", "-O2", "-shared", "-fPIC", "-o", library.toString(), source.toString(), "-ldl"));
            return compiled.code() == 0
                    ? new Loadable(library)
                    : new Absent("gcc does not compile the library: " + compiled.output());
        } catch (IOException e) {
            return new Absent("there is no gcc; install it (" + e.getMessage() + ')');
        }
    }

    private static Path source(String name, Path folder) throws IOException {
        Path file = folder.resolve(name + ".c");
        try (InputStream in = Shim.class.getResourceAsStream(name + ".c")) {
            if (in == null) {
                throw new IllegalStateException(name + ".c is missing beside " + Shim.class.getName());
            }
            long unusedSize = Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    /** How a short program ended. */
    record Ran(int code, String output) {

        private static final int SECONDS = 60;

        static Ran of(Map<String, String> environment, List<String> command) throws IOException, InterruptedException {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return new Ran(process.waitFor(), output.strip());
        }
    }
}
