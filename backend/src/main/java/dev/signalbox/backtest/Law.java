package dev.signalbox.backtest;

import dev.signalbox.flow.match.Rules;
import java.util.function.Predicate;

/**
 * What decides on one side: all rules of a rulebook, not of one pack alone.
 *
 * @param definitions whether its rules may start a definition of that name
 */
public record Law(Rules rules, Predicate<String> definitions) {}
