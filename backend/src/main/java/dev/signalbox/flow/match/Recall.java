package dev.signalbox.flow.match;

import dev.signalbox.event.Event;
import dev.signalbox.flow.match.Explanation.Match;
import dev.signalbox.flow.match.Explanation.Named;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kie.api.event.rule.BeforeMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.event.rule.DefaultRuleRuntimeEventListener;
import org.kie.api.event.rule.ObjectDeletedEvent;
import org.kie.api.event.rule.ObjectInsertedEvent;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.EventHandle;

/**
 * A session beside the live ones that is brought to the moment before an entry, to tell why that entry was decided as it was.
 * It is muted: nothing that its rules ask for is carried out. Confined to the thread that uses it.
 */
public final class Recall implements AutoCloseable {

    private static final int MOST_MATCHES = 5;

    private final Rules rules;
    private final KieSession engine;
    private final Session session;
    private final Origins origins = new Origins();
    private final Map<String, List<Match>> matches = new HashMap<>();
    private final Map<String, List<Object>> before = new HashMap<>();
    private final List<Object> inserted = new ArrayList<>();
    private boolean deciding;

    Recall(Rules rules, KieSession engine, Session session) {
        this.rules = rules;
        this.engine = engine;
        this.session = session;
        session.mute(true);
        engine.addEventListener(new DefaultRuleRuntimeEventListener() {
            @Override
            public void objectInserted(ObjectInsertedEvent event) {
                if (!(event.getObject() instanceof Event)) {
                    inserted(event);
                }
            }

            @Override
            public void objectDeleted(ObjectDeletedEvent event) {
                origins.gone(event.getOldObject());
            }
        });
        engine.addEventListener(new DefaultAgendaEventListener() {
            @Override
            public void beforeMatchFired(BeforeMatchFiredEvent event) {
                if (deciding) {
                    matched(event.getMatch());
                }
            }
        });
    }

    /**
     * What is known of the event's decision.
     *
     * @param decided false while it is not, and then nothing fires here
     * @param matched rules that the decision names, as {@code pack/rule}
     * @param fault why the event is in quarantine; null when it is not, and then nothing fires here
     */
    public record Recorded(
            boolean decided,
            Collection<String> matched,
            @Nullable String fault) {}

    /** To be brought to its moment: the journal is replayed into it. */
    public Session session() {
        return session;
    }

    /** This event is shown to the session next. */
    public void comes(Event event, long position) {
        if (rules.interest().maySee(event.getType())) {
            origins.comes(event, position);
        }
    }

    /** How many facts it holds. */
    public long facts() {
        return engine.getFactCount();
    }

    public int rulebook() {
        return rules.version();
    }

    /** Tells for an event what became of each rule; its clock has come to the event's time. To be called once. */
    public List<Explanation> explain(Event event, long position, Recorded recorded, Limits limits) {
        origins.comes(event, position);
        List<Object> facts = new ArrayList<>(engine.getObjects());
        Replay replay = recorded.decided() && recorded.fault() == null ? decide(event) : new Replay(false, null);
        origins.comes(event, position);
        List<Object> all = new ArrayList<>(facts);
        all.addAll(inserted);
        Tries tries = new Tries(limits.tries(), limits.nanos());
        Map<String, Scene> scenes = new HashMap<>();
        before.forEach((rule, known) -> scenes.put(rule, scene(event, tries, facts, known)));
        return new Explainer(rules, new Known(recorded, replay, matches, scenes, scene(event, tries, all, List.of())))
                .explain();
    }

    /** How much one explanation may do. */
    public record Limits(long tries, long nanos) {}

    private Scene scene(Event event, Tries tries, List<Object> facts, List<Object> more) {
        List<Object> all = new ArrayList<>(facts);
        all.addAll(more);
        if (!all.contains(event)) {
            all.add(event);
        }
        return Scene.of(event, session.now(), tries, origins, all);
    }

    /**
     * What deciding once more came to.
     *
     * @param done whether the rules were let fire at all
     * @param fault why they failed; null when they did not
     */
    record Replay(boolean done, @Nullable String fault) {}

    private Replay decide(Event event) {
        deciding = true;
        try {
            var unusedDecision = session.on(event);
            return new Replay(true, null);
        } catch (RuleFault e) {
            return new Replay(true, e.getMessage());
        } finally {
            deciding = false;
        }
    }

    private void inserted(ObjectInsertedEvent event) {
        String rule = event.getRule() == null ? "" : rules.name(event.getRule());
        long time = event.getFactHandle() instanceof EventHandle handle ? handle.getStartTimestamp() : 0;
        origins.inserted(event.getObject(), rule, time);
        if (deciding) {
            inserted.add(event.getObject());
        }
    }

    private void matched(org.kie.api.runtime.rule.Match match) {
        String rule = rules.name(match.getRule());
        before.putIfAbsent(rule, List.copyOf(inserted));
        List<Match> known = matches.computeIfAbsent(rule, none -> new ArrayList<>());
        if (known.size() < MOST_MATCHES) {
            known.add(told(match));
        }
    }

    private Match told(org.kie.api.runtime.rule.Match match) {
        List<Object> facts = new ArrayList<>();
        List<Named> named = new ArrayList<>();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (String name : new TreeSet<>(match.getDeclarationIds())) {
            Object value = match.getDeclarationValue(name);
            if (isFact(value)) {
                facts.add(value);
                named.add(new Named(name, origins.told(value, Map.of(), null)));
            } else {
                values.put(name, Plain.value(value));
            }
        }
        for (Object each : match.getObjects()) {
            if (isFact(each) && facts.stream().noneMatch(fact -> fact == each)) {
                named.add(new Named("", origins.told(each, Map.of(), null)));
            }
        }
        return new Match(List.copyOf(named), values);
    }

    private boolean isFact(@Nullable Object value) {
        return value != null && origins.knows(value);
    }

    @Override
    public void close() {
        session.close();
    }
}
