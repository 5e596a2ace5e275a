package dev.signalbox.rulebook;

import java.util.Map;

/**
 * One version of the rulebook: all packs as they are activated together. Never changed once it is written.
 *
 * @param base the version it was made from; 0 for the first
 * @param packs by name
 * @param time when it was prepared, milliseconds since the epoch
 */
public record Version(int number, int base, String note, String author, long time, Map<String, Edition> packs) {

    /** A pack, and the versions of its definitions. */
    public record Edition(Pack pack, Map<String, Integer> definitions) {}
}
