package dev.signalbox.flow.match;

import java.util.List;
import org.drools.model.Model;

/**
 * One loaded pack: what the engine runs, and what its text says about it.
 *
 * @param pack name of the pack, as users write it
 * @param model the executable model, of the pack's own class loader
 */
public record PackRules(String pack, Model model, List<RuleShape> rules) {}
