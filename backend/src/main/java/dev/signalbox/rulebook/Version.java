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

    /**
     * What there is to tell of a version without its texts.
     *
     * @param pack that was activated with it
     */
    public record Head(int number, int base, String pack, String note, String author, long time) {

        Head numbered(int given) {
            return new Head(given, base, pack, note, author, time);
        }
    }

    Head head(String pack) {
        return new Head(number, base, pack, note, author, time);
    }

    /** A pack, and the versions of its definitions. */
    public record Edition(Pack pack, Map<String, Integer> definitions) {}
}
