package dev.signalbox.proof.prove.load;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One connection to one hub, with one request at a time. A client of its own, since it must know whether a byte was sent,
 * and must never repeat anything by itself.
 */
final class Courier implements AutoCloseable {

    private static final int CONNECT_MILLIS = 1_000;
    private static final int ANSWER_MILLIS = 2_500;

    private @Nullable Socket socket;
    private @Nullable InputStream in;

    /** What became of a request. */
    sealed interface Fate {

        record Answered(int status, String body) implements Fate {}

        /** Nothing was sent. */
        record NotSent(String why) implements Fate {}

        /** Something was sent, and there is no answer. */
        record Unknown(String why) implements Fate {}
    }

    Fate post(URI to, String path, String body) {
        try {
            connect(to);
        } catch (IOException e) {
            close();
            return new Fate.NotSent(String.valueOf(e.getMessage()));
        }
        try {
            return exchange(to, path, body);
        } catch (SocketTimeoutException e) {
            close();
            return new Fate.Unknown("no answer");
        } catch (IOException | NumberFormatException e) {
            close();
            return new Fate.Unknown(String.valueOf(e.getMessage()));
        }
    }

    private void connect(URI to) throws IOException {
        if (socket != null) {
            return;
        }
        Socket fresh = new Socket();
        socket = fresh;
        fresh.setTcpNoDelay(true);
        fresh.setSoTimeout(ANSWER_MILLIS);
        fresh.connect(new InetSocketAddress(to.getHost(), to.getPort()), CONNECT_MILLIS);
        in = new BufferedInputStream(fresh.getInputStream());
    }

    private Fate exchange(URI to, String path, String body) throws IOException {
        Socket open = socket;
        InputStream from = in;
        if (open == null || from == null) {
            throw new EOFException("there is no connection");
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = "POST " + path + " HTTP/1.1\r\nHost: " + to.getAuthority()
                + "\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n\r\n";
        open.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
        String first = line(from);
        int status = Integer.parseInt(first.split(" ", 3)[1]);
        return new Fate.Answered(status, rest(from));
    }

    private String rest(InputStream from) throws IOException {
        int length = 0;
        boolean last = false;
        for (String line = line(from); !line.isEmpty(); line = line(from)) {
            String low = line.toLowerCase(Locale.ROOT);
            if (low.startsWith("content-length:")) {
                length = Integer.parseInt(
                        low.substring("content-length:".length()).strip());
            }
            last |= low.startsWith("connection: close");
        }
        byte[] body = from.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the answer was cut");
        }
        if (last) {
            close();
        }
        return new String(body, StandardCharsets.UTF_8);
    }

    private static String line(InputStream from) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = from.read(); c != '\n'; c = from.read()) {
            if (c < 0) {
                throw new EOFException("the connection ended before the answer");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            // It is gone in any case.
            return;
        } finally {
            socket = null;
            in = null;
        }
    }
}
