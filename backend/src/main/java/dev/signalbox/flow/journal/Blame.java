package dev.signalbox.flow.journal;

/**
 * What ended an owner, as a field of a hash.
 *
 * @param key of the hash, in the slot of the partition
 * @param row why, as JSON
 */
public record Blame(String key, String field, String row) {}
