package dev.signalbox.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Sends requests byte by byte as a test wrote them: no client tidies up a path or a header. */
final class Wire {

    private final int port;

    Wire(int port) {
        this.port = port;
    }

    /** @param head request line and headers without Host and without the empty line */
    Reply send(String head, String body) {
        return sendRaw(withHost(head) + length(body) + "\r\nConnection: close\r\n\r\n" + body);
    }

    Reply send(String head) {
        return send(head, "");
    }

    Reply sendRaw(String request) {
        try (Socket socket = open(request)) {
            return new Reply(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For an answer that does not end. */
    Socket open(String request) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return socket;
    }

    String withHost(String head) {
        return head.replaceFirst("(?m)$", " HTTP/1.1\r\nHost: 127.0.0.1:" + port)
                .replace("\n", "\r\n")
                .replace("\r\r", "\r");
    }

    private static String length(String body) {
        return body.isEmpty() ? "" : "\r\nContent-Length: " + body.getBytes(StandardCharsets.UTF_8).length;
    }

    record Reply(String text) {
        int status() {
            return Integer.parseInt(text.substring(9, 12));
        }

        Optional<String> header(String name) {
            return text.substring(0, text.indexOf("\r\n\r\n"))
                    .lines()
                    .filter(line -> line.regionMatches(true, 0, name + ':', 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst();
        }

        String body() {
            return text.substring(text.indexOf("\r\n\r\n") + 4);
        }

        JsonNode json() {
            try {
                return new JsonMapper().readTree(body());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
