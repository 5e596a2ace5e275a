package dev.signalbox.flow.job;

import java.util.Map;

/**
 * A job with what has come of it by now.
 *
 * @param refused how many could not be put back as asked
 * @param again how many are dead letters again
 * @param why of some that were refused, by item
 */
public record Standing(Job job, int refused, int again, Map<String, String> why) {}
