package dev.signalbox.failpoint;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes a hub of its own process fail as a test wants it: {@code SIGNALBOX_FAILPOINT=commit.afterSend:halt:3} halts it
 * like a {@code kill -9} at the third pass. Other deeds are {@code throw} and {@code delay=<milliseconds>}. Honoured only
 * together with {@code SIGNALBOX_TEST=1}.
 */
public final class FailpointsFromEnvironment {

    private FailpointsFromEnvironment() {}

    /** @throws IllegalArgumentException when the failpoint cannot be read */
    public static Failpoints of(Map<String, String> environment) {
        String wish = environment.get("SIGNALBOX_FAILPOINT");
        if (wish == null || !"1".equals(environment.get("SIGNALBOX_TEST"))) {
            return Failpoints.NONE;
        }
        String[] parts = wish.split(":", -1);
        if (parts.length != 3
                || !parts[1].matches("halt|throw|delay=[0-9]{1,6}")
                || !parts[2].matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException(
                    "SIGNALBOX_FAILPOINT must be <point>:halt|throw|delay=<ms>:<pass>, not " + wish);
        }
        return new Armed(parts[0], parts[1], Integer.parseInt(parts[2]), new AtomicInteger());
    }

    /** Passes are counted over all threads. */
    private record Armed(String name, String deed, int pass, AtomicInteger passes) implements Failpoints {

        @Override
        public void pass(String point) {
            if (!point.equals(name) || passes.incrementAndGet() != pass) {
                return;
            }
            switch (deed) {
                case "halt" -> Runtime.getRuntime().halt(137);
                case "throw" -> throw new IllegalStateException("failpoint " + name);
                default -> delay(Long.parseLong(deed.substring("delay=".length())));
            }
        }

        private static void delay(long millis) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
