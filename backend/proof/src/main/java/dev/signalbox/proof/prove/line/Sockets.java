package dev.signalbox.proof.prove.line;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;

/** The two ways to end a connection. */
final class Sockets {

    private Sockets() {}

    /** With FIN. */
    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With RST, as a peer that crashed does. */
    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // It is closed already.
            return;
        }
        close(socket);
    }
}
