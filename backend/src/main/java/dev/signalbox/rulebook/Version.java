package dev.signalbox.rulebook;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

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

    /**
     * A pack, and the versions of its definitions.
     *
     * @param off names of rules that do not decide, since they used more than a rule may
     */
    public record Edition(Pack pack, Map<String, Integer> definitions, Set<String> off) {

        /** Versions that were written before rules could be off have none. */
        public Edition(Pack pack, Map<String, Integer> definitions, @Nullable Set<String> off) {
            this.pack = pack;
            this.definitions = definitions;
            this.off = off == null ? Set.of() : Set.copyOf(off);
        }

        Edition without(String rule) {
            Set<String> more = new TreeSet<>(off);
            more.add(rule);
            return new Edition(pack, definitions, more);
        }
    }
}
