package dev.signalbox.flow.process;

import org.jspecify.annotations.Nullable;

/**
 * How often a task was entered.
 *
 * @param iteration of the last time
 * @param attempt of the last time
 * @param again whether the next time repeats the iteration after this one, and so needs a new attempt number
 * @param byHand what a person made of an iteration; null for nothing
 */
public record Visit(
        int iteration, int attempt, boolean again, @Nullable ByHand byHand) {

    /** Whether a person asked for this attempt, so that it is no retry. */
    public boolean asked(int number) {
        return byHand != null && byHand.attempt() == number;
    }
}
