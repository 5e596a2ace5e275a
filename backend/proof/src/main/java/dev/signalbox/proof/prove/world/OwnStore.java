package dev.signalbox.proof.prove.world;

import dev.signalbox.proof.CannotRun;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A redis-server of this run, with the policy that the hub asks for. */
public final class OwnStore implements Store {

    private static final String HOST = "127.0.0.1";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;
    private final int port;
    private volatile Map<String, String> environment = Map.of();
    private volatile List<String> flags = List.of();
    private volatile List<String> wrapper = List.of();
    private volatile Process process;
    private final Thread ending = new Thread(() -> this.process.destroyForcibly(), "stop-redis");

    /** Starts it in an empty folder. */
    public OwnStore(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.port = freePort();
        this.process = launch();
        Runtime.getRuntime().addShutdownHook(ending);
        awaitAnswer();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** What the next start gets: variables, and more arguments, of which a later one wins. */
    public void startsWith(Map<String, String> variables, List<String> arguments) {
        environment = Map.copyOf(variables);
        flags = List.copyOf(arguments);
    }

    /** A program that runs redis-server in its own place at the next starts, such as one that sets a limit. */
    public void startsThrough(List<String> program) {
        wrapper = List.copyOf(program);
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(List.of(binary(), "--port", "" + port, "--bind", HOST));
        command.addAll(List.of("--dir", folder.toString(), "--save", "", "--appendonly", "yes"));
        command.addAll(List.of("--appendfsync", "always", "--no-appendfsync-on-rewrite", "no"));
        command.addAll(List.of("--maxmemory-policy", "noeviction"));
        command.addAll(flags);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** What it says of itself. */
    public Path log() {
        return folder.resolveSibling("redis.log");
    }

    private static String binary() {
        for (String place : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            Path found = Path.of(place, "redis-server");
            if (Files.isExecutable(found)) {
                return found.toString();
            }
        }
        throw new CannotRun("there is no redis-server on the PATH: install Redis 7 (Debian: apt install redis-server),"
                + " give one with --redis URL, or take --hubs 1 --redis embedded");
    }

    private void awaitAnswer() {
        if (!Until.comes(PATIENCE, this::answers)) {
            throw new CannotRun("redis-server does not answer; see " + log());
        }
    }

    private boolean answers() throws IOException {
        try (Resp resp = connect()) {
            return "PONG".equals(resp.ask("PING"));
        }
    }

    @Override
    public boolean embedded() {
        return false;
    }

    @Override
    public String url(int at) {
        return "redis://" + HOST + ':' + at;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public void kill() {
        Signals.kill(process.pid());
    }

    @Override
    public void start() {
        launchOnly();
        awaitAnswer();
    }

    /** Starts it, whether it will answer or not. */
    public void launchOnly() {
        try {
            process = launch();
        } catch (IOException e) {
            throw new CannotRun("redis-server does not start", e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public Resp connect() throws IOException {
        return new Resp(HOST, port);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        Runtime.getRuntime().removeShutdownHook(ending);
    }
}
