package dev.signalbox.failpoint;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * One failpoint that fails once: {@code commit.afterSend:halt:3} halts the hub like a {@code kill -9} at the third pass.
 * Other deeds are {@code throw}, {@code delay=<milliseconds>}, and {@code drop}, which loses the reply that came. The log
 * has one line when it happens, so that a test can prove that it did. Passes are counted over all threads.
 */
public final class Armed implements Failpoints {

    private static final System.Logger LOG = System.getLogger(Armed.class.getName());
    private static final String DROP = "drop";
    private static final String DELAY = "delay=";

    private final Failpoint armed;
    private final String deed;
    private final int pass;
    private final AtomicInteger passes = new AtomicInteger();

    private Armed(Failpoint armed, String deed, int pass) {
        this.armed = armed;
        this.deed = deed;
        this.pass = pass;
    }

    /**
     * @param wish {@code <point>:<deed>:<pass>}
     * @throws IllegalArgumentException when it cannot be done; its message is a sentence
     */
    public static Failpoints read(String wish) {
        String[] parts = wish.split(":", -1);
        if (parts.length != 3
                || !parts[1].matches("halt|throw|delay=[0-9]{1,6}|drop")
                || !parts[2].matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException(
                    "a failpoint is <point>:halt|throw|delay=<milliseconds>|drop:<pass>, not " + wish);
        }
        Failpoint point = Failpoint.named(parts[0])
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no failpoint " + parts[0] + "; there are " + Failpoint.words()));
        if (parts[1].equals(DROP) && !point.hasReply()) {
            throw new IllegalArgumentException(
                    "nobody waits for a reply at " + point + ", so that none can be lost: take halt, throw or delay");
        }
        return new Armed(point, parts[1], Integer.parseInt(parts[2]));
    }

    @Override
    public void pass(Failpoint point) {
        if (deed.equals(DROP) || !strikes(point)) {
            return;
        }
        switch (deed) {
            case "halt" -> Runtime.getRuntime().halt(137);
            case "throw" -> throw new IllegalStateException("failpoint " + armed);
            default -> delay(Long.parseLong(deed.substring(DELAY.length())));
        }
    }

    @Override
    public boolean losesReply(Failpoint point) {
        return deed.equals(DROP) && strikes(point);
    }

    private boolean strikes(Failpoint point) {
        if (point != armed || passes.incrementAndGet() != pass) {
            return false;
        }
        LOG.log(System.Logger.Level.WARNING, "failpoint {0}: {1} at pass {2}", armed, deed, pass);
        return true;
    }

    private static void delay(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
