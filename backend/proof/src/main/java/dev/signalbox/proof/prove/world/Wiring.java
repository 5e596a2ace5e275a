package dev.signalbox.proof.prove.world;

import dev.signalbox.proof.CannotRun;
import dev.signalbox.proof.prove.line.Proxy;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How the parts reach each other: by lines that a fault may break. The hubs and the driver use nothing else. */
public final class Wiring implements AutoCloseable {

    private final boolean lines;
    private final Map<Integer, Proxy> toStore = new ConcurrentHashMap<>();
    private final Map<Integer, Proxy> toHub = new ConcurrentHashMap<>();

    /** By lines. */
    public Wiring() {
        this(true);
    }

    private Wiring(boolean lines) {
        this.lines = lines;
    }

    /** Everything reaches everything by itself, and nothing can be broken. */
    static Wiring straight() {
        return new Wiring(false);
    }

    /** The port at which a hub finds the Redis that listens at the other. */
    public int toStore(int hub, int port) {
        return line(toStore, hub, port);
    }

    /** The port at which the driver finds a hub's ingest; asked after each of its starts. */
    public int toHub(int hub, int port) {
        return line(toHub, hub, port);
    }

    private int line(Map<Integer, Proxy> of, int hub, int port) {
        if (!lines) {
            return port;
        }
        Proxy there = of.get(hub);
        if (there == null) {
            there = opened(port);
            of.put(hub, there);
        }
        there.leadTo(port);
        return there.port();
    }

    private static Proxy opened(int port) {
        try {
            return new Proxy(port);
        } catch (IOException e) {
            throw new CannotRun("no port is free for a line", e);
        }
    }

    /** The line from a hub to Redis; none to one that it starts itself, or that somebody else keeps. */
    public Optional<Proxy> storeLine(int hub) {
        return Optional.ofNullable(toStore.get(hub));
    }

    /** The line from the driver to a hub. */
    public Proxy hubLine(int hub) {
        @Nullable Proxy line = toHub.get(hub);
        if (line == null) {
            throw new CannotRun("hub " + hub + " was not started");
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        for (Proxy line : toStore.values()) {
            line.close();
        }
        for (Proxy line : toHub.values()) {
            line.close();
        }
    }
}
