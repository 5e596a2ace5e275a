package dev.signalbox;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was opened, to be closed in the reverse order, once; one part that fails to close does not keep the others. */
final class Closing {

    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    /** Closes one part. */
    @FunctionalInterface
    interface Step {
        void close() throws Exception;
    }

    private record Named(String name, Step step) {}

    private final Deque<Named> steps = new ArrayDeque<>();

    void add(String name, Step step) {
        steps.push(new Named(name, step));
    }

    void run() {
        while (!steps.isEmpty()) {
            Named named = steps.pop();
            try {
                named.step().close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                LOG.warn("{} did not close: {}", named.name(), String.valueOf(e));
            }
        }
    }
}
