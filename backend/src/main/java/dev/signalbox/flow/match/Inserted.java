package dev.signalbox.flow.match;

/**
 * A fact that a rule has inserted, as it can be kept.
 *
 * @param type full name of its declared type
 * @param fields as JSON; empty when one of them is none that can be kept
 * @param end when it expires, milliseconds since the epoch
 */
public record Inserted(String type, String fields, long end) {

    public boolean canBeKept() {
        return !fields.isEmpty();
    }
}
