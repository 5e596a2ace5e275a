package dev.signalbox.proof.prove.world;

import dev.signalbox.proof.CannotRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The Redis that a single hub starts for itself, adopts after its own end, and starts again when it ends. */
public final class EmbeddedStore implements Store {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;

    /** @param data folder of the hub */
    public EmbeddedStore(Path data) {
        this.folder = data.resolve("redis");
    }

    @Override
    public boolean embedded() {
        return true;
    }

    @Override
    public String url(int port) {
        throw new CannotRun("the embedded Redis has no address to be given");
    }

    @Override
    public int port() {
        return Integer.parseInt(read("port"));
    }

    @Override
    public long pid() {
        return Long.parseLong(read("redis.pid"));
    }

    private String read(String name) {
        try {
            return Files.readString(folder.resolve(name)).strip();
        } catch (IOException e) {
            throw new CannotRun("the embedded Redis was not started", e);
        }
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public void kill() {
        Signals.kill(pid());
    }

    @Override
    public void start() {
        Until.holds("the embedded Redis", PATIENCE, () -> {
            try (Resp resp = connect()) {
                return "PONG".equals(resp.ask("PING"));
            }
        });
    }

    @Override
    public Resp connect() throws IOException {
        Resp resp = new Resp("127.0.0.1", port());
        try {
            var unusedOk = resp.ask("AUTH", "signalbox", read("password"));
            return resp;
        } catch (IOException e) {
            resp.close();
            throw e;
        }
    }

    /** The hub has stopped it, unless it was killed itself. */
    @Override
    public void close() {
        if (Files.exists(folder.resolve("redis.pid"))) {
            ProcessHandle.of(pid()).ifPresent(ProcessHandle::destroy);
        }
    }
}
