package dev.signalbox.rulebook;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One case of a pack: some events, and what the rules are to make of them.
 *
 * @param file it stands in
 * @param advance how long the clock runs on after the last event
 * @param rules that it is about, as {@code pack/rule}; all when there are none
 * @param line where in the file it says what it expects
 */
record Case(
        String file, String name, List<String> rules, List<Given> given, Duration advance, Expected expect, int line) {

    /**
     * @param after since the event before, unless {@code time} is given
     * @param time receive time, RFC 3339
     * @param key partition key; the subject, else the id, when there is none
     * @param delivery the event as its sender would have sent it; null when the attributes are given
     */
    record Given(
            String source,
            String type,
            String id,
            @Nullable String subject,
            @Nullable String key,
            Duration after,
            @Nullable String time,
            @Nullable JsonNode data,
            @Nullable String payload,
            @Nullable String example,
            @Nullable Delivery delivery) {}

    /** A request of a sender; its body comes from a file or is an example. */
    record Delivery(
            String source,
            Map<String, String> headers,
            @Nullable String payload,
            @Nullable String example) {}

    /**
     * @param starts all of them, in any order; null when not asked
     * @param alerts the texts of all of them, in any order; null when not asked
     * @param quarantined ids of the events that come to quarantine; no other may
     * @param nothing no rule may match
     */
    record Expected(
            @Nullable List<Start> starts,
            @Nullable List<String> alerts,
            List<String> matched,
            List<String> notMatched,
            List<String> quarantined,
            boolean nothing) {}

    /**
     * @param key null when not asked
     * @param with entries that its input has to have; others may be there
     */
    record Start(String definition, @Nullable String key, Map<String, JsonNode> with) {}
}
