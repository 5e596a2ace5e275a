package dev.signalbox.event;

/**
 * The identity of an event. Two deliveries with the same identity are the same event.
 *
 * @param source the configured name of the source, so that no source can claim the ids of another
 * @param ceSource the CloudEvents attribute {@code source}; empty when the sender has none
 * @param id the sender's id, unique within {@code ceSource}
 */
public record EventId(String source, String ceSource, String id) {

    /** The source of what the hub itself brings: alerts, failures, what rules and processes emit. Nobody else can be it. */
    public static final String HUB = "signalbox";

    /** Whether the hub brought it, and no sender. */
    public boolean ofHub() {
        return source.equals(HUB);
    }
}
