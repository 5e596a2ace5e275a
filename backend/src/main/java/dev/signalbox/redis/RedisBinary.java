package dev.signalbox.redis;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which redis-server to start: {@code valkey-server} or {@code redis-server} from 7.0 on the PATH, else the one that the
 * artifact {@code org.signal:embedded-redis} carries, taken out into our own folder and held to its known checksum.
 */
final class RedisBinary {

    private static final Pattern VERSION = Pattern.compile("v=(\\d+)\\.");
    private static final int OLDEST_MAJOR = 7;
    private static final Map<String, String> CARRIED = Map.of(
            "redis-server-7.0.15-linux-amd64", "c0cdeef856b3410fd99d6ec6fc6a20302e69059b00ce5d6abab7b3e5069ea91e",
            "redis-server-7.0.15-linux-arm64", "d5c7ff117caf45d7dc2f59c1f956e1830438779947d66aa5647c2cdcc16eca50",
            "redis-server-7.0.15-darwin-amd64", "e22a3d9147802bba0724efb2e446c49e1e514e76ff8031bb6d44b8628400d8f3",
            "redis-server-7.0.15-darwin-arm64", "07838a2eb6f5961c89d8e6f1f83482de355dfc6bb04e05bfb00ae1f137dee129");

    private RedisBinary() {}

    /**
     * Finds or takes out the binary.
     *
     * @param path folders to look into, as in the variable PATH
     * @param folder our own, where the carried binary is put
     * @throws IOException when there is none for this machine
     */
    static Path find(String path, Path folder) throws IOException {
        for (String name : List.of("valkey-server", "redis-server")) {
            Path found = onPath(path, name);
            if (found != null && isNewEnough(found)) {
                return found;
            }
        }
        return carried(folder);
    }

    private static @Nullable Path onPath(String path, String name) {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(path)
                .filter(place -> !place.isBlank())
                .map(place -> Path.of(place, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    private static boolean isNewEnough(Path binary) throws IOException {
        Process asked = new ProcessBuilder(binary.toString(), "--version")
                .redirectErrorStream(true)
                .start();
        try (InputStream in = asked.getInputStream()) {
            Matcher told = VERSION.matcher(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
            return asked.waitFor(5, TimeUnit.SECONDS) && told.find() && Integer.parseInt(told.group(1)) >= OLDEST_MAJOR;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static Path carried(Path folder) throws IOException {
        String name = "redis-server-7.0.15-" + platform();
        String wanted = CARRIED.get(name);
        Path target = folder.resolve(name);
        if (wanted == null) {
            throw new IOException("no redis-server is carried for " + platform()
                    + ": install redis-server or valkey-server 7.0 or newer, or start with --redis redis://HOST:PORT");
        }
        if (!Files.exists(target) || !wanted.equals(checksum(target))) {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            takeOut(name, target);
            verify(target, wanted);
        }
        return target;
    }

    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch");
        return (system.startsWith("mac") ? "darwin" : system)
                + "-"
                + (machine.equals("aarch64") ? "arm64" : machine.equals("x86_64") ? "amd64" : machine);
    }

    private static void takeOut(String name, Path target) throws IOException {
        Path part = target.resolveSibling(name + ".part");
        try (InputStream in = RedisBinary.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new IOException("the jar embedded-redis is not on the class path: " + name + " is missing");
            }
            Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rwx------"));
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void verify(Path target, String wanted) throws IOException {
        String found = checksum(target);
        if (!found.equals(wanted)) {
            Files.delete(target);
            throw new IOException("the carried redis-server has SHA-256 " + found + ", not " + wanted
                    + ": the artifact embedded-redis was changed; fetch it anew");
        }
    }

    private static String checksum(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
