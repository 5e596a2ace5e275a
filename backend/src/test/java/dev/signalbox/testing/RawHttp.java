package dev.signalbox.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.event.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A sender that says exactly what it is told to say. */
public final class RawHttp implements AutoCloseable {

    /** Longer than the hub waits for a slow sender. */
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;

    public RawHttp(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What came back.
     *
     * @param head in lower case
     */
    public record Reply(int status, String head, String body) {
        public JsonNode json() {
            try {
                return Payload.STRICT.readTree(body);
            } catch (JsonProcessingException e) {
                throw new AssertionError(body, e);
            }
        }

        public String code() {
            return json().path("code").asText();
        }
    }

    public static Reply say(int port, String text) {
        try (RawHttp wire = new RawHttp(port)) {
            return wire.send(text).reply();
        }
    }

    public static Reply post(int port, String path, String contentType, String body, String... headers) {
        StringBuilder text = new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: hub\r\n");
        if (!contentType.isEmpty()) {
            text.append("Content-Type: ").append(contentType).append("\r\n");
        }
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return say(
                port,
                text.append("Content-Length: " + length + "\r\n\r\n")
                        .append(body)
                        .toString());
    }

    /** Says the beginning at once, then a letter each second, until there is an answer to its last request. */
    public static Reply drip(int port, String beginning) {
        try (RawHttp wire = new RawHttp(port)) {
            int answers = beginning.split("POST ", -1).length - 1;
            wire.send(beginning);
            wire.socket.setSoTimeout(1000);
            for (int second = 0; second < PATIENCE_MILLIS / 1000; second++) {
                try {
                    Reply reply = wire.reply();
                    if (--answers == 0) {
                        return reply;
                    }
                } catch (UncheckedIOException none) {
                    wire.send("x");
                }
            }
            throw new AssertionError("still no answer to " + beginning);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public RawHttp send(String text) {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    public RawHttp send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Reply reply() {
        try {
            InputStream in = socket.getInputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int c = in.read();
                if (c < 0) {
                    throw new IOException("closed after: " + head);
                }
                head.append((char) c);
            }
            String low = head.toString().toLowerCase(Locale.ROOT);
            int at = low.indexOf("content-length: ");
            int length = at < 0 ? 0 : Integer.parseInt(low.substring(at + 16, low.indexOf('\r', at)));
            String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
            return new Reply(Integer.parseInt(low.substring(9, 12)), low, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the other side ends the connection. */
    public boolean ends() {
        try {
            long more = socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            return more < Long.MAX_VALUE;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
