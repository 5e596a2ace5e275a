package dev.signalbox.proof.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;

/** The connections of a window of load, fresh ones. */
final class Lines implements AutoCloseable {

    private final Selector selector;
    private final List<Line> all = new ArrayList<>();

    Lines(InetSocketAddress server, Selector selector, int connections, int requestSize) throws IOException {
        this.selector = selector;
        while (all.size() < connections) {
            all.add(new Line(server, selector, requestSize));
        }
    }

    List<Line> all() {
        return all;
    }

    /** Sends a request over each, and returns when all are answered. */
    void greet(byte[] request) throws IOException {
        for (Line line : all) {
            line.send(request);
        }
        for (int greeted = 0; greeted < all.size(); ) {
            int unusedCount = selector.select();
            for (SelectionKey key : selector.selectedKeys()) {
                greeted += ((Line) key.attachment()).advance() == 0 ? 0 : 1;
            }
            selector.selectedKeys().clear();
        }
    }

    @Override
    public void close() throws IOException {
        for (Line line : all) {
            line.close();
        }
    }
}
