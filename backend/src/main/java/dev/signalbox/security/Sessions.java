package dev.signalbox.security;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in. A session ends after 12 hours, or 30 minutes without a request. Only fingerprints of the ids are
 * kept, also in a file, so that nobody is signed out by a restart; that counts as a request.
 */
public final class Sessions {

    public static final Duration LIFE = Duration.ofHours(12);
    public static final Duration IDLE = Duration.ofMinutes(30);

    private static final int MOST = 1_000;

    private final InstantSource clock;
    private final RandomGenerator random;
    private final SecretFile file;
    private final Map<String, Times> times = new HashMap<>();

    /** @param file where the sessions outlive the process */
    public Sessions(Path file, InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
        this.file = new SecretFile(file);
        if (this.file.exists()) {
            this.file.readOrCreate(() -> "").lines().forEach(this::remember);
        }
    }

    /** Begins a session. Writes a file: not for an event loop. */
    public synchronized Session begin() {
        long now = clock.millis();
        times.values().removeIf(old -> old.ended(now));
        if (times.size() >= MOST) {
            throw new IllegalStateException("there are " + MOST + " sessions: sign out of some, or wait 30 minutes");
        }
        String id = Token.fresh(random);
        times.put(Token.fingerprint(id), new Times(now, now));
        keep();
        return session(id, now);
    }

    /** The session of a cookie, which is now in use again; empty when it ended or never was. */
    public synchronized Optional<Session> touch(@Nullable String id) {
        if (id == null) {
            return Optional.empty();
        }
        String print = Token.fingerprint(id);
        Times known = times.get(print);
        long now = clock.millis();
        if (known == null || known.ended(now)) {
            return Optional.empty();
        }
        times.put(print, new Times(known.born, now));
        return Optional.of(session(id, known.born));
    }

    /** Whether a session is alive, without using it: a stream that stays open is no sign of life. */
    public synchronized boolean alive(String id) {
        Times known = times.get(Token.fingerprint(id));
        return known != null && !known.ended(clock.millis());
    }

    /** Ends a session. Writes a file: not for an event loop. */
    public synchronized void end(String id) {
        times.remove(Token.fingerprint(id));
        keep();
    }

    private static Session session(String id, long born) {
        return new Session(id, Token.fingerprint("csrf " + id), born + LIFE.toMillis());
    }

    private void keep() {
        StringBuilder text = new StringBuilder();
        times.forEach(
                (print, at) -> text.append(print).append(' ').append(at.born).append('\n'));
        file.write(text.toString());
    }

    private void remember(String line) {
        String[] parts = line.split(" ", -1);
        if (parts.length == 2 && parts[1].matches("\\d{1,18}")) {
            times.put(parts[0], new Times(Long.parseLong(parts[1]), clock.millis()));
        }
    }

    private record Times(long born, long seen) {
        boolean ended(long now) {
            return now >= born + LIFE.toMillis() || now >= seen + IDLE.toMillis();
        }
    }

    /**
     * @param id what the cookie holds
     * @param csrf what a write has to show besides; cannot be told without the id
     * @param expiresAt its end at the latest, milliseconds since the epoch
     */
    public record Session(String id, String csrf, long expiresAt) {
        /** Never the id. */
        @Override
        public String toString() {
            return "Session[until " + expiresAt + ']';
        }
    }
}
