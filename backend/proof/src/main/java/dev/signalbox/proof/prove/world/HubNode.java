package dev.signalbox.proof.prove.world;

import dev.signalbox.proof.CannotRun;
import dev.signalbox.proof.hub.Api;
import dev.signalbox.proof.hub.Child;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One hub: a process that can be killed, stopped, held and started again, always at the ports of its first start. */
public final class HubNode implements AutoCloseable {

    /** Numbers from here on are of hubs beside those of the run. */
    private static final int BESIDE = 100;

    private static final String READY = "signalbox ready ";

    private final int number;
    private final Path data;
    private volatile Launch launch;
    private final List<String> options;
    private final Wiring wiring;
    private volatile Map<String, String> environment = Map.of();
    private volatile @Nullable Child child;
    private volatile @Nullable Api api;
    private volatile @Nullable URI ingest;
    private volatile boolean ready;
    private int starts;
    private int adminPort;
    private int ingestPort;

    /**
     * How hubs are started.
     *
     * @param words between {@code java} and {@code run}: options of the JVM, then {@code -jar FILE} or a class
     * @param environment of every hub
     * @param options more of {@code run}
     */
    public record Launch(List<String> words, Map<String, String> environment, List<String> options) {}

    /**
     * @param number from 0
     * @param options of this hub alone, such as its Redis
     */
    public HubNode(int number, Path data, Launch launch, List<String> options, Wiring wiring) {
        this.number = number;
        this.data = data;
        this.launch = launch;
        this.options = List.copyOf(options);
        this.wiring = wiring;
    }

    /** Another one, started in the same way, with its own folder and options, and not on any line. */
    public HubNode beside(Path folder, List<String> others) {
        return new HubNode(BESIDE + number, folder, launch, others, Wiring.straight());
    }

    /** More variables for its next starts, such as a failpoint; they replace those that were given here before. */
    public void environment(Map<String, String> variables) {
        environment = Map.copyOf(variables);
    }

    /** How it is started. */
    public Launch launch() {
        return launch;
    }

    /** How it is to be started from the next time on, such as in another version. */
    public void launch(Launch next) {
        launch = next;
    }

    /** Starts it; returns when it has said that it is ready. */
    public void start() {
        Map<String, String> variables = new HashMap<>(launch.environment());
        variables.putAll(environment);
        Child started = Child.start(words(), variables, READY, log());
        child = started;
        starts++;
        ready = false;
        String told = started.ready();
        ready = true;
        String admin = after(told, "admin=");
        adminPort = URI.create(admin).getPort();
        ingestPort = URI.create(after(told, "ingest=")).getPort();
        ingest = URI.create("http://127.0.0.1:" + wiring.toHub(number, ingestPort));
        api = new Api(admin, token());
    }

    private List<String> words() {
        List<String> words = new ArrayList<>(launch.words());
        words.addAll(List.of("run", "--log", "text", "--data", data.toString()));
        words.addAll(List.of("--admin-port", "" + adminPort, "--ingest-port", "" + ingestPort));
        words.addAll(launch.options());
        words.addAll(options);
        return words;
    }

    private static String after(String line, String word) {
        String rest = line.substring(line.indexOf(word) + word.length());
        int space = rest.indexOf(' ');
        return space < 0 ? rest : rest.substring(0, space);
    }

    private String token() {
        try {
            return Files.readString(data.resolve("admin.token")).strip();
        } catch (IOException e) {
            throw new CannotRun("the hub has written no token", e);
        }
    }

    public int number() {
        return number;
    }

    public Path data() {
        return data;
    }

    public Path log() {
        return data.resolveSibling(data.getFileName() + ".log");
    }

    /** How often it was started. */
    public int starts() {
        return starts;
    }

    public long pid() {
        return process().pid();
    }

    private Child process() {
        Child now = child;
        if (now == null) {
            throw new CannotRun("hub " + number + " was not started");
        }
        return now;
    }

    public boolean isAlive() {
        Child now = child;
        return now != null && now.isAlive();
    }

    /** What it says of itself; at the same address after each start. */
    public Api api() {
        Api now = api;
        if (now == null) {
            throw new CannotRun("hub " + number + " has not been ready yet");
        }
        return now;
    }

    /** Where deliveries go, by the line to it if there is one. */
    public URI ingest() {
        URI now = ingest;
        if (now == null) {
            throw new CannotRun("hub " + number + " has not been ready yet");
        }
        return now;
    }

    /** Whether it was ready and has come to its end since, though nobody ended it. */
    public boolean hasFallen() {
        return ready && !isAlive();
    }

    /** SIGKILL; returns when it is gone. */
    public void kill() {
        ready = false;
        process().kill();
    }

    /** SIGTERM, and the wait for its end. */
    public void stop() {
        ready = false;
        process().close();
    }

    /** SIGSTOP. */
    public void pause() {
        Signals.stop(pid());
    }

    public void goOn() {
        Signals.goOn(pid());
    }

    @Override
    public void close() {
        Child now = child;
        if (now != null) {
            now.close();
        }
    }
}
