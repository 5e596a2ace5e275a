package dev.signalbox.flow.match;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that a rule asked for. */
public sealed interface Intention {

    /** The rule that asked, as {@code pack/rule}. */
    String rule();

    /**
     * @param key the instance key; null means the partition key of the event
     * @param input a map of JSON-like values (text, numbers, booleans, lists, maps, null), or a list of events as such maps
     */
    record Start(String rule, String definition, @Nullable String key, Object input) implements Intention {}

    record Emit(String rule, String type, @Nullable String subject, Map<String, Object> data) implements Intention {}

    /** @param undo whether what the instances have done is undone before they end */
    record Cancel(String rule, String definition, @Nullable String key, boolean undo) implements Intention {}

    record Alert(String rule, String text) implements Intention {}
}
