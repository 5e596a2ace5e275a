package dev.signalbox.proof.prove.world;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One blocking connection to a Redis. The hub's own client reconnects and repeats, which is what a witness must not do:
 * here a broken connection is an error, and a command is sent once.
 */
public final class Resp implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 3_000;

    private final Socket socket = new Socket();
    private final BufferedInputStream in;

    public Resp(String host, int port) throws IOException {
        try {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Sends one command and waits for its reply.
     *
     * @return text, a number as text, null, or a list of these
     * @throws IOException when the connection breaks, or with what Redis said when it refuses
     */
    public @Nullable Object ask(String... words) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        line(out, "*" + words.length);
        for (String word : words) {
            byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
            line(out, "$" + bytes.length);
            out.writeBytes(bytes);
            line(out, "");
        }
        socket.getOutputStream().write(out.toByteArray());
        return reply();
    }

    /** A reply of texts; nulls are empty. */
    public List<String> texts(String... words) throws IOException {
        return textsOf(ask(words));
    }

    /** A reply of pairs, such as that of HGETALL. */
    public Map<String, String> pairs(String... words) throws IOException {
        return pairsOf(ask(words));
    }

    public static List<String> textsOf(@Nullable Object reply) {
        return reply instanceof List<?> list
                ? list.stream().map(one -> one == null ? "" : one.toString()).toList()
                : List.of();
    }

    public static Map<String, String> pairsOf(@Nullable Object reply) {
        List<String> flat = textsOf(reply);
        Map<String, String> pairs = new LinkedHashMap<>();
        for (int i = 0; i + 1 < flat.size(); i += 2) {
            pairs.put(flat.get(i), flat.get(i + 1));
        }
        return pairs;
    }

    private static void line(ByteArrayOutputStream out, String text) {
        out.writeBytes((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private @Nullable Object reply() throws IOException {
        String line = line();
        String rest = line.isEmpty() ? "" : line.substring(1);
        return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
            case '-' -> throw new IOException(rest);
            case '$' -> bulk(Integer.parseInt(rest));
            case '*' -> list(Integer.parseInt(rest));
            default -> rest;
        };
    }

    private @Nullable String bulk(int size) throws IOException {
        if (size < 0) {
            return null;
        }
        byte[] bytes = in.readNBytes(size + 2);
        if (bytes.length < size + 2) {
            throw new EOFException("Redis closed the connection within a reply");
        }
        return new String(bytes, 0, size, StandardCharsets.UTF_8);
    }

    private @Nullable List<@Nullable Object> list(int size) throws IOException {
        if (size < 0) {
            return null;
        }
        List<@Nullable Object> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(reply());
        }
        return list;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\r'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("Redis closed the connection");
            }
            line.write(c);
        }
        var unusedNewline = in.read();
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
