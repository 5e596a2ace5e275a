package dev.signalbox.rulebook;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What recorded events look like and how their sources are partitioned, for a check that compares rules with them. */
public interface Recorded {

    /** Nothing was recorded: then nothing is compared. */
    Recorded NOTHING = new Recorded() {
        @Override
        public Set<String> types() {
            return Set.of();
        }

        @Override
        public long looked() {
            return 0;
        }

        @Override
        public Optional<Look> of(String type) {
            return Optional.empty();
        }

        @Override
        public Optional<String> partitionBy(String source) {
            return Optional.empty();
        }
    };

    Set<String> types();

    /** Events that were looked at. */
    long looked();

    Optional<Look> of(String type);

    /** Where a source says that the key of its events is; empty for one that says nothing, or is not there. */
    Optional<String> partitionBy(String source);

    /**
     * How the events of a type look.
     *
     * @param seen how many were looked at
     * @param whole whether all their paths are known
     * @param paths with the kinds of their values: number, text, boolean, array, object, null
     * @param hidden paths below which nothing is known
     */
    record Look(long seen, boolean whole, Map<String, List<String>> paths, Set<String> hidden, List<String> sources) {}
}
