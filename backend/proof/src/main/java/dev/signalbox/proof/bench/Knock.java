package dev.signalbox.proof.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** One delivery over a connection of its own, to a hub that may not be there yet. */
final class Knock {

    private static final int TIMEOUT_MILLIS = 2_000;
    private static final String GOOD = "HTTP/1.1 2";

    /* Far from what a load sends. */
    private static final long FIRST = 9_000_000_000L;

    private Knock() {}

    /** Whether it was answered with 2xx, be it as a duplicate. */
    static boolean accepted(InetSocketAddress server) {
        Orders orders = new Orders(server.getHostString() + ':' + server.getPort());
        ByteBuffer request = ByteBuffer.allocate(orders.requestSize());
        orders.put(FIRST + System.nanoTime() % FIRST / 10, request);
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(server, TIMEOUT_MILLIS);
            socket.getOutputStream().write(request.array(), 0, request.limit());
            InputStream in = socket.getInputStream();
            return new String(in.readNBytes(GOOD.length()), StandardCharsets.US_ASCII).equals(GOOD);
        } catch (IOException e) {
            return false;
        }
    }
}
