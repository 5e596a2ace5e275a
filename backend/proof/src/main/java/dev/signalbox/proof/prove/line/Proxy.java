package dev.signalbox.proof.prove.line;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Listens on a free port of this machine and leads every connection to another one. */
public final class Proxy implements AutoCloseable {

    private static final int BACKLOG = 256;

    private final ServerSocket listening;
    private final Weather weather = new Weather();
    private final Set<Link> open = ConcurrentHashMap.newKeySet();
    private volatile int target;

    /** @param target the port on loopback to which it leads */
    public Proxy(int target) throws IOException {
        this.target = target;
        this.listening = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        Threads.start("line", this::accept);
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** Connections from now on go there; to a hub that was started again, say. */
    public void leadTo(int port) {
        target = port;
    }

    public void become(Manner manner) {
        weather.become(manner);
    }

    /** Breaks every connection at once, at both ends. */
    public void reset() {
        open.forEach(link -> {
            link.reset();
            open.remove(link);
        });
    }

    /** The peer of every connection is gone, and who connected is not told: no FIN, no RST, no byte any more. */
    public void orphan() {
        open.forEach(Link::orphan);
    }

    public Counts counts() {
        return weather.counts();
    }

    /** Connections at the moment. */
    public int open() {
        return open.size();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        weather.become(Manner.PASS);
        open.forEach(Link::close);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                take(listening.accept());
            } catch (IOException e) {
                // Closed: the loop ends. Else one caller went away again, and the next one is served.
            }
        }
    }

    private void take(Socket client) {
        weather.connections.increment();
        if (weather.manner() instanceof Manner.Refuse) {
            weather.resets.increment();
            Sockets.reset(client);
        } else {
            Threads.start("line-connect", () -> connect(client));
        }
    }

    private void connect(Socket client) {
        try {
            Link[] self = new Link[1];
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            self[0] = new Link(client, server, weather, () -> open.remove(self[0]));
            open.add(self[0]);
            self[0].start();
        } catch (IOException e) {
            // Nobody listens there: who called sees what it would see without the line.
            Sockets.reset(client);
        }
    }
}
