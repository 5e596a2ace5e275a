package dev.signalbox.flow;

import dev.signalbox.flow.match.Rules;
import dev.signalbox.flow.process.Correlations;
import dev.signalbox.flow.process.Definition;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a partition needs of the rulebook. Called on partition threads; may wait for Redis. */
public interface Rulebooks {

    /** The rules and the newest definitions of a version; version 0 is the empty rulebook. */
    Version version(int version);

    /** A definition that an instance is pinned to. */
    Definition definition(String name, int version);

    /** A rule used more than it may, and what it decided was left out. Called on partition threads; does not wait. */
    void breached(String rule, int version, String why);

    /**
     * One version of the rulebook.
     *
     * @param definitions what rules may start, by name
     * @param correlations events that instances of this version, or of one before, may wait for
     */
    record Version(int number, Rules rules, Map<String, Pinned> definitions, Correlations correlations) {

        /** Why a process cannot be run by a task that wants a version of it; null when it can. */
        @Nullable
        String lacks(String definition, String label) {
            Pinned pinned = definitions.get(definition);
            if (pinned == null) {
                return "the rulebook has no process \"" + definition + '"';
            }
            String found = pinned.definition().label();
            return label.equals(Definition.LATEST) || label.equals(found)
                    ? null
                    : "the process " + definition + " has version " + found + ", not " + label;
        }
    }

    /** A definition with the version that new instances are pinned to. */
    record Pinned(int version, Definition definition) {}
}
