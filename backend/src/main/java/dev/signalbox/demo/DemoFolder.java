package dev.signalbox.demo;

import dev.signalbox.config.ExitCode;
import dev.signalbox.config.PrivateFile;
import dev.signalbox.config.StartRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The data folder of a demo: what a hub keeps there, and what the demo remembers from one run to the next. */
final class DemoFolder {

    /** Variables in which the hub finds the secrets of its senders; also in this file, for whoever wants to send too. */
    private static final String SECRETS = "demo.env";

    private static final String RUN = "demo.run";
    private static final String WORLDS = "demo.worlds";
    private static final List<String> VARIABLES =
            List.of("SHOP_WEBHOOK_SECRET", "PAYMENTS_TOKEN", "GITHUB_WEBHOOK_SECRET");
    private static final int SECRET_BYTES = 24;

    private final Path folder;
    private @Nullable Hold hold;

    private DemoFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Takes the folder, which a demo may have used before, for as long as this process lives.
     *
     * @param fresh forgets all that was there
     * @throws StartRefused when it holds something else than a demo, is in use, or cannot be written
     */
    static DemoFolder open(Path folder, boolean fresh) {
        DemoFolder opened = new DemoFolder(folder);
        try {
            opened.check();
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            opened.hold = Hold.of(folder);
            opened.alone();
            if (fresh) {
                opened.clear();
            }
            return opened;
        } catch (IOException e) {
            throw opened.unusable(e);
        }
    }

    private void check() throws IOException {
        if (!Files.isDirectory(folder) || Files.exists(folder.resolve(SECRETS))) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            if (files.anyMatch(file -> !Hold.isOf(file))) {
                throw StartRefused.configuration("the folder " + folder
                        + " holds something else than a demo: name another with --data, or delete it yourself");
            }
        }
    }

    /** A demo that was killed may have left its hub. */
    private void alone() {
        Leftover.hub(folder).ifPresent(pid -> {
            throw new StartRefused(
                    ExitCode.LOCKED,
                    "a hub (pid " + pid + ") still runs on " + folder
                            + ", perhaps of a demo that was killed: end it (kill " + pid + "), then start again");
        });
    }

    private void clear() throws IOException {
        Leftover.endRedis(folder);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(folder) && !Hold.isOf(file)) {
                    Files.delete(file);
                }
            }
        }
    }

    private StartRefused unusable(IOException e) {
        return new StartRefused(
                ExitCode.CANNOT_WRITE,
                "the folder " + folder + " cannot be used for the demo (" + PrivateFile.why(e)
                        + "): give this user the right to, or name another with --data");
    }

    /** The secrets by the names of their variables; made at the first start and kept. */
    Map<String, String> secrets(RandomGenerator random) {
        Path file = folder.resolve(SECRETS);
        try {
            if (!Files.exists(file)) {
                PrivateFile.write(
                        file,
                        VARIABLES.stream()
                                .map(name -> name + '=' + secret(random))
                                .collect(Collectors.joining("\n")));
            }
            Map<String, String> secrets = new LinkedHashMap<>();
            PrivateFile.read(file).lines().forEach(line -> {
                int equals = line.indexOf('=');
                secrets.put(line.substring(0, equals), line.substring(equals + 1));
            });
            return secrets;
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private static String secret(RandomGenerator random) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Which run on this folder this is, from 1. */
    int nextRun() {
        int run = remembered(RUN).map(Integer::parseInt).orElse(0) + 1;
        remember(RUN, Integer.toString(run));
        return run;
    }

    /** Where the world was in earlier runs. */
    Addresses worlds() {
        return new Addresses(
                remembered(WORLDS).map(text -> text.lines().toList()).orElse(List.of()));
    }

    void worlds(Addresses worlds) {
        remember(WORLDS, String.join("\n", worlds.known()));
    }

    private Optional<String> remembered(String name) {
        Path file = folder.resolve(name);
        try {
            return Files.exists(file) ? Optional.of(PrivateFile.read(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void remember(String name, String text) {
        try {
            PrivateFile.write(folder.resolve(name), text);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Gives the folder back. */
    void close() {
        if (hold != null) {
            hold.close();
        }
    }
}
