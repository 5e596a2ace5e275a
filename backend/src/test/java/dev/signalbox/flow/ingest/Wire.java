package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.databind.JsonNode;
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
final class Wire implements AutoCloseable {

    private final Socket socket;

    Wire(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(8000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param head in lower case */
    record Reply(int status, String head, String body) {
        JsonNode json() {
            return IngestHub.exactJson(body);
        }

        String code() {
            return json().path("code").asText();
        }
    }

    static Reply say(int port, String text) {
        try (Wire wire = new Wire(port)) {
            return wire.send(text).reply();
        }
    }

    static Reply post(int port, String path, String contentType, String body, String... headers) {
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

    Wire send(String text) {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    Wire send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Reply reply() {
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
    boolean ends() {
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
