package dev.signalbox.proof.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One connection with at most one request under way. Knows of HTTP/1.1 what the measured servers answer. */
final class Line implements AutoCloseable {

    private static final int MOST_ANSWER = 16 * 1024;
    private static final int STATUS_AT = 9;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer out;
    private final ByteBuffer in = ByteBuffer.allocate(MOST_ANSWER);
    private int headEnd = -1;
    private int wanted;
    private long delivery;
    private long intended;
    private long sent;

    Line(InetSocketAddress server, Selector selector, int requestSize) throws IOException {
        channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_READ, this);
        out = ByteBuffer.allocateDirect(requestSize);
    }

    long delivery() {
        return delivery;
    }

    /** When the request was to be sent, whenever that came about. */
    long intended() {
        return intended;
    }

    /** When it was sent. */
    long sent() {
        return sent;
    }

    void send(Orders orders, long number, long when) throws IOException {
        delivery = number;
        intended = when;
        orders.put(number, out);
        begin();
    }

    /** Another request than a delivery. */
    void send(byte[] request) throws IOException {
        out.clear();
        out.put(request).flip();
        begin();
    }

    private void begin() throws IOException {
        in.clear();
        headEnd = -1;
        sent = System.nanoTime();
        write();
    }

    private void write() throws IOException {
        channel.write(out);
        int interest = out.hasRemaining() ? SelectionKey.OP_WRITE | SelectionKey.OP_READ : SelectionKey.OP_READ;
        if (key.interestOps() != interest) {
            key.interestOps(interest);
        }
    }

    /** The status of the answer once it is all there; 0 until then. */
    int advance() throws IOException {
        if (key.isWritable()) {
            write();
        }
        if (!key.isReadable()) {
            return 0;
        }
        if (channel.read(in) < 0) {
            throw new IOException("the server closed a connection that waits for an answer");
        }
        if (headEnd < 0) {
            headEnd = headEnd();
        }
        return headEnd >= 0 && in.position() >= wanted ? status() : 0;
    }

    private int headEnd() {
        for (int i = 3; i < in.position(); i++) {
            if (in.get(i) == '\n' && in.get(i - 2) == '\n') {
                wanted = i + 1 + length(i);
                return i + 1;
            }
        }
        return -1;
    }

    private int length(int end) {
        String head = new String(in.array(), 0, end, StandardCharsets.US_ASCII);
        int at = head.toLowerCase(Locale.ROOT).indexOf("\ncontent-length:");
        if (at < 0) {
            return 0;
        }
        int from = at + "\ncontent-length:".length();
        return Integer.parseInt(head.substring(from, head.indexOf('\r', from)).strip());
    }

    private int status() {
        return 100 * (in.get(STATUS_AT) - '0') + 10 * (in.get(STATUS_AT + 1) - '0') + in.get(STATUS_AT + 2) - '0';
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
