package dev.signalbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The keys that a person presses. On a terminal each counts at once and is not shown; else each letter of a line does. Gives
 * the terminal back as it was.
 */
final class DemoKeys implements AutoCloseable {

    private static final Path TERMINAL = Path.of("/dev/tty");
    private static final long PATIENCE_SECONDS = 2;

    private final BlockingQueue<Character> pressed = new LinkedBlockingQueue<>();
    private final boolean terminal;

    private DemoKeys(boolean terminal) {
        this.terminal = terminal;
    }

    /** @param terminal whether a person sits there; then its lines are not waited for */
    static DemoKeys of(InputStream in, boolean terminal) {
        DemoKeys keys = new DemoKeys(terminal && stty("-icanon", "-echo"));
        Thread reader = new Thread(() -> keys.read(in), "demo-keys");
        reader.setDaemon(true);
        reader.start();
        return keys;
    }

    private void read(InputStream in) {
        try {
            for (int key = in.read(); key >= 0; key = in.read()) {
                pressed.add((char) key);
            }
        } catch (IOException e) {
            pressed.clear(); // nobody presses anything any more
        }
    }

    /** The next key, or a blank when none came in time. */
    char next(long millis) throws InterruptedException {
        Character key = pressed.poll(millis, TimeUnit.MILLISECONDS);
        return key == null ? ' ' : key;
    }

    private static boolean stty(String... how) {
        try {
            String[] command = new String[how.length + 1];
            command[0] = "stty";
            System.arraycopy(how, 0, command, 1, how.length);
            Process process = new ProcessBuilder(command)
                    .redirectInput(TERMINAL.toFile())
                    .redirectErrorStream(true)
                    .start();
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        boolean ignored = terminal && stty("icanon", "echo");
    }
}
