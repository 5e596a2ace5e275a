package dev.signalbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The keys that a person presses. On a terminal each counts at once and is not shown; else each letter of a line does. Gives
 * the terminal back as it was.
 */
final class DemoKeys implements AutoCloseable {

    private static final Path TERMINAL = Path.of("/dev/tty");
    private static final long PATIENCE_SECONDS = 2;
    static final DemoScreen.Size STANDARD = new DemoScreen.Size(24, 80);
    private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,4}) ([1-9]\\d{0,4})");

    private final BlockingQueue<Character> pressed = new LinkedBlockingQueue<>();
    private final boolean terminal;

    private DemoKeys(boolean terminal) {
        this.terminal = terminal;
    }

    /** @param terminal whether a person sits there; then its lines are not waited for */
    static DemoKeys of(InputStream in, boolean terminal) {
        DemoKeys keys = new DemoKeys(terminal && set("-icanon", "-echo"));
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

    /** How large the terminal is. */
    static DemoScreen.Size size() {
        Matcher size = SIZE.matcher(stty("size").strip());
        return size.matches()
                ? new DemoScreen.Size(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)))
                : STANDARD;
    }

    private static boolean set(String... how) {
        return stty(how).isEmpty();
    }

    /** What stty says about the terminal; nothing when it only had to change it. */
    private static String stty(String... how) {
        List<String> command = new ArrayList<>(List.of("stty"));
        command.addAll(List.of(how));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(TERMINAL.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) ? said : "it does not end";
        } catch (IOException e) {
            return "there is no stty";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    @Override
    public void close() {
        boolean ignored = terminal && set("icanon", "echo");
    }
}
