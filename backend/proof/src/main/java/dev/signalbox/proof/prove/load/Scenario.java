package dev.signalbox.proof.prove.load;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;

/** What one client sends, by its seed alone. */
final class Scenario {

    static final String[] SOURCES = {"shop", "web"};

    private static final int OWN_KEYS = 3;
    private static final int SHARED_KEYS = 4;
    private static final double SHARED = 0.2;
    private static final int FAILURES_PER_CARD = 5;
    private static final double CONFIRMED = 0.5;
    private static final double TOTAL = total();

    private final int client;
    private final SplittableRandom random;
    private final Deque<Letter> owed = new ArrayDeque<>();
    private long seq;
    private int failures;

    Scenario(int client, long seed) {
        this.client = client;
        this.random = new SplittableRandom(seed * 1_000_003 + client);
    }

    private static double total() {
        double sum = 0;
        for (Kind kind : Kind.values()) {
            sum += kind.weight();
        }
        return sum;
    }

    SplittableRandom random() {
        return random;
    }

    /** The next event; what confirms another, or calls it off, follows it. */
    Letter next() {
        Letter due = owed.poll();
        if (due != null) {
            return due;
        }
        Letter letter = letter(kind());
        if (letter.kind() == Kind.PLACED && random.nextDouble() < CONFIRMED) {
            owed.add(new Letter(id(), letter.source(), Kind.CONFIRMED, letter.key(), client, seq++));
        }
        if (letter.kind() == Kind.HELD) {
            owed.add(new Letter(id(), letter.source(), Kind.RELEASED, letter.key(), client, seq++));
        }
        if (letter.kind() == Kind.TRIP) {
            owed.add(new Letter(id(), letter.source(), Kind.TRIP_PAID, letter.key(), client, seq++));
        }
        return letter;
    }

    /** Whether the next event belongs to one that was sent. */
    boolean owes() {
        return !owed.isEmpty();
    }

    private Kind kind() {
        double rest = random.nextDouble() * TOTAL;
        for (Kind kind : Kind.values()) {
            rest -= kind.weight();
            if (rest < 0) {
                return kind;
            }
        }
        return Kind.PLAIN;
    }

    private Letter letter(Kind kind) {
        String id = id();
        String source = SOURCES[random.nextInt(SOURCES.length)];
        return new Letter(id, source, kind, key(kind, id), client, seq++);
    }

    private String id() {
        return client + "." + seq;
    }

    private String key(Kind kind, String id) {
        return switch (kind) {
            case FAILED -> "card-" + client + '-' + failures++ / FAILURES_PER_CARD;
            case PLACED -> "cart-" + id;
            case LOOP -> "loop-" + id;
            case HELD -> "held-" + id;
            case TRIP -> "trip-" + id;
            default ->
                random.nextDouble() < SHARED
                        ? "s" + random.nextInt(SHARED_KEYS)
                        : "k" + client + '-' + random.nextInt(OWN_KEYS);
        };
    }
}
