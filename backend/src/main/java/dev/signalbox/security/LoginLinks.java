package dev.signalbox.security;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Codes that sign somebody in once. They are kept as fingerprints, in memory: a restart ends them. */
public final class LoginLinks {

    /** How long a code may be used. */
    public static final Duration LIFE = Duration.ofMinutes(10);

    private static final int MOST = 100;

    private final InstantSource clock;
    private final RandomGenerator random;
    private final Map<String, Long> ends = new LinkedHashMap<>();

    public LoginLinks(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** A code for the part after the {@code #} of a login link, so that no log and no proxy sees it. */
    public synchronized Link issue() {
        String code = Token.fresh(random);
        long end = clock.millis() + LIFE.toMillis();
        ends.values().removeIf(past -> past <= clock.millis());
        if (ends.size() == MOST) {
            ends.remove(ends.keySet().iterator().next());
        }
        ends.put(Token.fingerprint(code), end);
        return new Link(code, end);
    }

    /** Whether the code was good; it is not any more. */
    public synchronized boolean redeem(String code) {
        Long end = ends.remove(Token.fingerprint(code));
        return end != null && clock.millis() < end;
    }

    /** @param expiresAt milliseconds since the epoch */
    public record Link(String code, long expiresAt) {
        /** Never the code. */
        @Override
        public String toString() {
            return "Link[until " + expiresAt + ']';
        }
    }
}
