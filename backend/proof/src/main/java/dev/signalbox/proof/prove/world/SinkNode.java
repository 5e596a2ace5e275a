package dev.signalbox.proof.prove.world;

import dev.signalbox.proof.CannotRun;
import dev.signalbox.proof.hub.Child;
import dev.signalbox.proof.prove.sink.Mood;
import dev.signalbox.proof.prove.sink.SinkCommand;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sink as a process: it can be killed and started again on its port, and told how to answer. */
public final class SinkNode implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Path hits;
    private final long seed;
    private final HttpClient http = HttpClient.newHttpClient();
    private volatile @Nullable Child child;
    private volatile int port;

    /** @param hits the file where it notes its calls */
    public SinkNode(Path hits, long seed) {
        this.hits = hits;
        this.seed = seed;
    }

    /** Starts it; always at the port of the first start. */
    public void start() {
        Child started = Child.start(
                List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.signalbox.proof.Main",
                        "prove-sink",
                        "--port",
                        "" + port,
                        "--seed",
                        "" + seed,
                        "--hits",
                        hits.toString()),
                Map.of(),
                SinkCommand.READY,
                hits.resolveSibling("sink.log"));
        child = started;
        port = Integer.parseInt(started.ready().substring(SinkCommand.READY.length()));
    }

    public int port() {
        return port;
    }

    /** Where its calls are noted, one per line. */
    public Path hits() {
        return hits;
    }

    public long pid() {
        return process().pid();
    }

    private Child process() {
        Child now = child;
        if (now == null) {
            throw new CannotRun("the sink was not started");
        }
        return now;
    }

    /** SIGKILL. What it has noted stays. */
    public void kill() {
        process().kill();
    }

    /** From now on it answers so, until it is told otherwise or started anew. */
    public void become(Mood mood) {
        tell("mood/" + mood, "");
    }

    /** From now on the calls of these processes that fail for good are taken. */
    public void heal(List<String> processes) {
        tell("heal", String.join("\n", processes));
    }

    private void tell(String what, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/prove/" + what))
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            int status = http.send(request, BodyHandlers.discarding()).statusCode();
            if (status != 200) {
                throw new CannotRun("the sink does not know " + what);
            }
        } catch (IOException e) {
            throw new CannotRun("the sink does not listen", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotRun("interrupted while it told the sink", e);
        }
    }

    @Override
    public void close() {
        Child now = child;
        if (now != null) {
            now.close();
        }
    }
}
