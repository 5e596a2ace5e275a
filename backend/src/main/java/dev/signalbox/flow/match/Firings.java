package dev.signalbox.flow.match;

import dev.signalbox.sandbox.Meter;
import java.util.ArrayList;
import java.util.List;
import org.kie.api.event.rule.AfterMatchFiredEvent;
import org.kie.api.event.rule.BeforeMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.event.rule.MatchCreatedEvent;

/** Which rules fire in one evaluation, as {@code pack/rule}. */
final class Firings extends DefaultAgendaEventListener {

    private final Rules rules;
    private final List<String> matched = new ArrayList<>();
    private String last = "";

    /* For whoever looks from another thread. */
    private volatile String running = "";

    Firings(Rules rules) {
        this.rules = rules;
    }

    void clear() {
        matched.clear();
        last = "";
        running = "";
    }

    /** Each rule once, in the order of their first firing. */
    List<String> matched() {
        return List.copyOf(matched);
    }

    /** The rule that fires, or that fired last; empty when none has. */
    String last() {
        return last;
    }

    /** The rule whose consequence runs at this moment; empty when none does. For any thread. */
    String running() {
        return running;
    }

    /** Facts that meet are work too, also where no condition of an author looks at them. */
    @Override
    public void matchCreated(MatchCreatedEvent event) {
        Meter.match();
    }

    @Override
    public void beforeMatchFired(BeforeMatchFiredEvent event) {
        last = rules.name(event.getMatch().getRule());
        running = last;
        if (!matched.contains(last)) {
            matched.add(last);
        }
    }

    @Override
    public void afterMatchFired(AfterMatchFiredEvent event) {
        running = "";
    }
}
