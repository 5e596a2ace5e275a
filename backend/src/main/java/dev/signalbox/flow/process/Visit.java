package dev.signalbox.flow.process;

/**
 * How often a task was entered.
 *
 * @param iteration of the last time
 * @param attempt of the last time
 * @param again whether the next time repeats the iteration after this one, and so needs a new attempt number
 */
public record Visit(int iteration, int attempt, boolean again) {}
