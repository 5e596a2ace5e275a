package dev.signalbox.flow.match;

import org.kie.api.runtime.Environment;
import org.kie.api.runtime.KieRuntime;
import org.kie.api.runtime.rule.ConsequenceExceptionHandler;
import org.kie.api.runtime.rule.Match;
import org.kie.api.runtime.rule.RuleRuntime;

/**
 * Notes that a consequence failed, and lets the engine come to its end: what it holds stays in order then, so that the event
 * can be taken out again. The engine makes it, from the option that names it.
 */
public final class Failing implements ConsequenceExceptionHandler {

    private static final String EFFECTS = Effects.class.getName();

    /** Where the failures of a session are noted. */
    static void noteIn(Environment environment, Effects effects) {
        environment.set(EFFECTS, effects);
    }

    @Override
    public void handleException(Match match, RuleRuntime engine, Exception thrown) {
        ((Effects) ((KieRuntime) engine).getEnvironment().get(EFFECTS)).fail(thrown);
    }
}
