package dev.signalbox.redis;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One blocking connection to a Redis of this machine, for its start and stop. Replies come as text, one line each. */
public final class PlainLink implements Closeable {

    private static final byte[] LOCALHOST = {127, 0, 0, 1};
    private static final int TIMEOUT_MILLIS = 2_000;

    private final Socket socket = new Socket();
    private final BufferedInputStream in;

    /** @throws IOException when nothing listens there */
    public PlainLink(int port) throws IOException {
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getByAddress(LOCALHOST), port), TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /**
     * Sends one command and waits for its reply.
     *
     * @return the reply; of an array its elements, one per line
     * @throws IOException when the connection breaks, or with the message of Redis when it refuses
     */
    public String ask(String... words) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out, "*" + words.length);
        for (String word : words) {
            byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
            write(out, "$" + bytes.length);
            out.writeBytes(bytes);
            write(out, "");
        }
        socket.getOutputStream().write(out.toByteArray());
        return reply();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static void write(ByteArrayOutputStream out, String line) {
        out.writeBytes((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private String reply() throws IOException {
        String line = line();
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '-' -> throw new IOException(rest);
            case '$' -> bulk(Integer.parseInt(rest));
            case '*' -> array(Integer.parseInt(rest));
            default -> rest;
        };
    }

    private String bulk(int size) throws IOException {
        if (size < 0) {
            return "";
        }
        byte[] bytes = in.readNBytes(size + 2);
        if (bytes.length < size + 2) {
            throw new EOFException("Redis closed the connection within a reply");
        }
        return new String(bytes, 0, size, StandardCharsets.UTF_8);
    }

    private String array(int size) throws IOException {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < size; i++) {
            all.append(i == 0 ? "" : "\n").append(reply());
        }
        return all.toString();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        int c = in.read();
        while (c != '\r' && c >= 0) {
            line.append((char) c);
            c = in.read();
        }
        if (in.read() < 0 || line.isEmpty()) {
            throw new EOFException("Redis closed the connection");
        }
        return line.toString();
    }
}
