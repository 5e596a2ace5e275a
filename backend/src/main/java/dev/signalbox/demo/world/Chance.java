package dev.signalbox.demo.world;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Draws that depend on the seed and on what they are about, never on when they are made: with one seed the same order is
 * refused and the same call fails, however the calls of a run overlap.
 */
record Chance(long seed) {

    private static final long PRIME = 0x100000001b3L;
    private static final long BASIS = 0xcbf29ce484222325L;

    /** From 0 to 1. */
    double draw(String about) {
        return of(about).nextDouble();
    }

    /** All the chance of one thing. */
    RandomGenerator of(String about) {
        return new SplittableRandom(seed ^ hash(about));
    }

    private static long hash(String text) {
        long hash = BASIS;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return hash;
    }
}
