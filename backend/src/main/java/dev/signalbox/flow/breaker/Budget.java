package dev.signalbox.flow.breaker;

/** How many retries may go: a share of first attempts, and so many each second in any case. What is not used lasts ten seconds. */
final class Budget {

    private static final int SECONDS = 10;

    private final Limits.Retries limits;
    private final double most;
    private double balance;
    private long at;

    Budget(Limits.Retries limits, long now) {
        this.limits = limits;
        this.most = (double) SECONDS * limits.perSecond();
        this.balance = most;
        this.at = now;
    }

    /** A first attempt goes. */
    void first() {
        balance = Math.max(balance, Math.min(most, balance + limits.share()));
    }

    /** Whether a retry may go now, which then counts. */
    boolean takes(long now) {
        balance = Math.min(most, balance + limits.perSecond() * Math.max(0, now - at) / 1_000.0);
        at = Math.max(at, now);
        if (balance < 1) {
            return false;
        }
        balance--;
        return true;
    }
}
