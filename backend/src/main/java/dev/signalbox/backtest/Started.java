package dev.signalbox.backtest;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A process that a side would start.
 *
 * @param id derived as live does: equal ids are the same start
 * @param verdict {@code new}, {@code lost}, {@code same} or {@code changed}: the same start with another input
 */
public record Started(String id, String rule, String definition, String key, JsonNode input, String verdict) {

    Started judged(String word) {
        return new Started(id, rule, definition, key, input, word);
    }
}
