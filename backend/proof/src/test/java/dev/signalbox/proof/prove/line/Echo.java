package dev.signalbox.proof.prove.line;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/** A server that sends back what it gets, and counts what it got. */
final class Echo implements AutoCloseable {

    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    final AtomicLong got = new AtomicLong();
    final AtomicLong broken = new AtomicLong();
    final AtomicLong ended = new AtomicLong();

    Echo() throws IOException {
        Threads.start("echo", this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                Threads.start("echo-one", () -> answer(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            byte[] bytes = new byte[4_096];
            for (int count = socket.getInputStream().read(bytes);
                    count >= 0;
                    count = socket.getInputStream().read(bytes)) {
                got.addAndGet(count);
                socket.getOutputStream().write(bytes, 0, count);
            }
            ended.incrementAndGet();
        } catch (IOException e) {
            broken.incrementAndGet();
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
