package dev.signalbox.flow.ingest;

import dev.signalbox.flow.ingest.Source.Limits;

/** So many deliveries a second, and so many at once. Only genuine deliveries take from it. */
final class TokenBucket {

    private final Limits limits;
    private double tokens;
    private long filled;

    TokenBucket(Limits limits, long now) {
        this.limits = limits;
        this.tokens = limits.burst();
        this.filled = now;
    }

    boolean isEmpty(long now) {
        fill(now);
        return tokens < 1;
    }

    /** Takes for so many events when there is at least one token; a batch may leave a debt. */
    boolean take(int events, long now) {
        if (isEmpty(now)) {
            return false;
        }
        tokens -= events;
        return true;
    }

    long left() {
        return (long) Math.max(0, Math.floor(tokens));
    }

    /** Seconds until there is a token again, rounded up. */
    int secondsToNext(long now) {
        fill(now);
        return (int) Math.ceil(Math.max(0, 1 - tokens) / limits.rate());
    }

    /** The header fields RateLimit and RateLimit-Policy: window in seconds, what is left, when it is full again. */
    String policy() {
        return "\"source\";q=" + limits.burst() + ";w=" + Math.max(1, limits.burst() / limits.rate());
    }

    String state() {
        long full = (long) Math.ceil((limits.burst() - tokens) / limits.rate());
        return "\"source\";r=" + left() + ";t=" + full;
    }

    private void fill(long now) {
        tokens = Math.min(limits.burst(), tokens + Math.max(0, now - filled) * limits.rate() / 1000.0);
        filled = now;
    }
}
