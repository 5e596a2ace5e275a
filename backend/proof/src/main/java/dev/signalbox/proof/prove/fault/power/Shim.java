package dev.signalbox.proof.prove.fault.power;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A small library that is loaded into a Redis and notes how much of its append-only files is on disk. */
public sealed interface Shim {

    /**
     * It can be loaded.
     *
     * @param library made by the compiler of this machine
     * @param notes where it writes down the sizes
     */
    record Loadable(Path library, Path notes) implements Shim {

        /** With this a redis-server is to be started; whatever else inherits it is not harmed. */
        public Map<String, String> environment() {
            return Map.of("LD_PRELOAD", library.toString(), "SIGNALBOX_SYNCED", notes.toString());
        }
    }

    /**
     * It cannot.
     *
     * @param why in words: what is missing, and what would help
     */
    record Absent(String why) implements Shim {}

    /**
     * Compiles it into a folder and tries it on the Redis that is to be used.
     *
     * @param folder of the run
     * @param redis the redis-server
     */
    static Shim make(Path folder, Path redis) throws IOException, InterruptedException {
        Path notes = Files.createDirectories(folder.resolve("synced")).toAbsolutePath();
        Path library = notes.resolve("synced.so");
        if (!System.getProperty("os.name").equals("Linux")) {
            return new Absent("there is no LD_PRELOAD but on Linux");
        }
        try {
            Ran compiled = Ran.of(
                    Map.of(),
                    List.of("gcc", "-O1", "-shared", "-fPIC", "-o", library.toString(), source(notes), "-ldl"));
            if (compiled.code() != 0) {
                return new Absent("gcc does not compile the library: " + compiled.output());
            }
        } catch (IOException e) {
            return new Absent("there is no gcc; install it (" + e.getMessage() + ')');
        }
        return tried(new Loadable(library, notes), redis);
    }

    private static String source(Path notes) throws IOException {
        Path file = notes.resolve("synced.c");
        try (InputStream in = Shim.class.getResourceAsStream("synced.c")) {
            if (in == null) {
                throw new IllegalStateException("synced.c is missing beside " + Shim.class.getName());
            }
            long unusedSize = Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file.toString();
    }

    /** A program that is linked statically loads nothing. */
    private static Shim tried(Loadable shim, Path redis) throws IOException, InterruptedException {
        Path mark = shim.notes().resolve("mark");
        Files.deleteIfExists(mark);
        Ran ran = Ran.of(
                Map.of("LD_PRELOAD", shim.library().toString(), "SIGNALBOX_SYNCED_MARK", mark.toString()),
                List.of(redis.toString(), "--version"));
        return ran.code() == 0 && Files.exists(mark)
                ? shim
                : new Absent(redis + " is linked statically or does not load a library;"
                        + " use the redis-server of the distribution");
    }

    /** How a short program ended. */
    record Ran(int code, String output) {

        private static final int SECONDS = 60;

        static Ran of(Map<String, String> environment, List<String> command) throws IOException, InterruptedException {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            String output =
                    new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return new Ran(process.waitFor(), output.strip());
        }
    }
}
