package dev.signalbox.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A TCP line to a server on this machine that can lose replies: what was asked is done, but nobody hears of it. */
public final class LossyLine implements AutoCloseable {

    private final ServerSocket listening;
    private final int target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile boolean losing;

    /** @param target port on 127.0.0.1 to which the line leads */
    public LossyLine(int target) throws IOException {
        this.target = target;
        this.listening = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        thread(this::accept);
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** From now on nothing comes back. */
    public void loseReplies() {
        losing = true;
    }

    /** Ends all connections; those that come after it lose nothing. */
    public void cut() {
        sockets.forEach(LossyLine::end);
        sockets.clear();
        losing = false;
    }

    @Override
    public void close() throws IOException {
        listening.close();
        cut();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.addAll(List.of(client, server));
                thread(() -> pump(client, server, false));
                thread(() -> pump(server, client, true));
            } catch (IOException e) {
                // Closed, or the server is away: whoever called sees a connection that ends.
            }
        }
    }

    private void pump(Socket from, Socket to, boolean replies) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[8_192];
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                if (!replies || !losing) {
                    out.write(bytes, 0, count);
                }
            }
        } catch (IOException e) {
            // One side ended the connection; so does the other.
        }
        end(from);
        end(to);
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "lossy line");
        thread.setDaemon(true);
        thread.start();
    }
}
