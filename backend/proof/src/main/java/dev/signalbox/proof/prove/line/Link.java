package dev.signalbox.proof.prove.line;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** One connection through the line: two sockets and two threads. */
final class Link {

    private final Socket client;
    private final Socket server;
    private final Weather weather;
    private final Runnable gone;
    private final AtomicInteger pumping = new AtomicInteger(2);
    private volatile boolean mute;

    /** @param gone is run when both ways have ended */
    Link(Socket client, Socket server, Weather weather, Runnable gone) {
        this.client = client;
        this.server = server;
        this.weather = weather;
        this.gone = gone;
    }

    void start() throws IOException {
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        Threads.start("line-there", pump(Way.THERE, client, server));
        Threads.start("line-back", pump(Way.BACK, server, client));
    }

    private Runnable pump(Way way, Socket from, Socket to) throws IOException {
        Pump pump = new Pump(way, from, to, weather);
        return () -> {
            try {
                pump.run();
                if (!mute) {
                    to.shutdownOutput();
                }
            } catch (Pump.CutOff e) {
                reset();
            } catch (IOException e) {
                broken(from);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (pumping.decrementAndGet() == 0) {
                close();
            }
        };
    }

    /** Both ends get RST. */
    void reset() {
        weather.resets.increment();
        Sockets.reset(client);
        Sockets.reset(server);
    }

    /** Who listens is gone, and who connected is never told: its connection stays open and mute. */
    void orphan() {
        mute = true;
        Sockets.close(server);
    }

    /** A break of one side is passed on, as a reset: the other side must not take it for an end. */
    private void broken(Socket from) {
        if (!mute) {
            Sockets.reset(client);
            Sockets.reset(server);
        } else if (from == client) {
            swallow();
        }
    }

    /** What an orphan says until it ends goes nowhere. */
    private void swallow() {
        try {
            var unusedBytes = client.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // It broke the connection itself.
            return;
        }
    }

    void close() {
        Sockets.close(client);
        Sockets.close(server);
        gone.run();
    }
}
