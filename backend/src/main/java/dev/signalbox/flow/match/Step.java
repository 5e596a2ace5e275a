package dev.signalbox.flow.match;

import dev.signalbox.flow.match.Explanation.PatternResult;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one condition made of what was bound before it.
 *
 * @param tuples what goes on, the nearest first
 * @param told each pattern in it, by its number
 * @param because why nothing goes on, or what is to be said although it does; null for nothing
 */
record Step(
        List<Tuple> tuples,
        Map<Integer, PatternResult> told,
        @Nullable String because) {}
