package dev.signalbox.jq;

import java.util.Set;
import net.thisptr.jackson.jq.JsonQuery;

/**
 * A compiled jq expression. Immutable: all instances of a definition share it.
 *
 * @param variables that it names
 */
public record Query(String text, JsonQuery compiled, Set<String> variables) {}
