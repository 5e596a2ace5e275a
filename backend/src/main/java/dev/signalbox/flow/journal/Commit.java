package dev.signalbox.flow.journal;

import java.util.List;

/**
 * One commit of a partition's owner: everything that handling a batch of entries and outcomes came to.
 *
 * @param number one more than that of the commit before it
 * @param position the last entry that is handled with this commit
 * @param rulebook the version that was active at that position
 * @param absent keys that must not exist; when one does, nothing is written
 */
public record Commit(long number, long position, int rulebook, List<String> absent, List<Write> writes) {}
