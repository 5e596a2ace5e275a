package dev.signalbox.feed;

import dev.signalbox.trace.Moment;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Counts where events come from and where they go. Of a fixed size whatever comes: counting is a look into a map and an
 * addition, and all names beyond a bound are one.
 */
final class Flows implements Consumer<Moment> {

    static final int SECONDS = 10;
    static final int MOST_NAMES = 300;
    static final int MOST_EDGES = 1_500;

    private static final String OTHERS = FlowMap.OTHERS;

    record Edge(String from, String to) {}

    private final Meters<String, SourceMeter> sources = new Meters<>(MOST_NAMES, OTHERS, SourceMeter::new);
    private final Meters<String, Meter> rules = new Meters<>(MOST_NAMES, OTHERS, Flows::meter);
    private final Meters<String, Meter> definitions = new Meters<>(MOST_NAMES, OTHERS, Flows::meter);
    private final Meters<Edge, Meter> matches = new Meters<>(MOST_EDGES, new Edge(OTHERS, OTHERS), Flows::meter);
    private final Meters<Edge, Meter> starts = new Meters<>(MOST_EDGES, new Edge(OTHERS, OTHERS), Flows::meter);
    private final Supplier<Map<String, FlowMap.States>> states;
    private volatile FlowMap map = FlowMap.NONE;

    /** @param states by definition, as last known; must not block */
    Flows(Supplier<Map<String, FlowMap.States>> states) {
        this.states = states;
    }

    private static Meter meter() {
        return new Meter(SECONDS);
    }

    @Override
    public void accept(Moment moment) {
        if (moment instanceof Moment.Journaled m) {
            journaled(m.event().source(), m.at());
        } else if (moment instanceof Moment.Duplicate m) {
            SourceMeter source = sources.of(m.event().source());
            source.duplicates.add(1);
            source.at(m.at());
        } else if (moment instanceof Moment.Refused m) {
            sources.of(m.source()).refused.add(1);
        } else if (moment instanceof Moment.Decided m) {
            decided(m);
        } else if (moment instanceof Moment.Elapsed m) {
            m.rules().forEach(rule -> rules.of(rule).add(1));
            started(m.starts());
        }
    }

    private void journaled(String name, long at) {
        SourceMeter source = sources.of(name);
        source.accepted.add(1);
        source.at(at);
    }

    private void decided(Moment.Decided m) {
        if (m.event().ofHub()) {
            journaled(m.event().source(), m.at()); // nobody delivers what the hub brings
        }
        if (m.rules().isEmpty()) {
            sources.of(m.event().source()).unmatched.add(1);
            return;
        }
        String source = sources.name(m.event().source());
        for (String rule : m.rules()) {
            rules.of(rule).add(1);
            matches.of(new Edge(source, rules.name(rule))).add(1);
        }
        started(m.starts());
    }

    private void started(List<Moment.Start> started) {
        for (Moment.Start start : started) {
            definitions.of(start.definition()).add(1);
            starts.of(new Edge(rules.name(start.rule()), definitions.name(start.definition())))
                    .add(1);
        }
    }

    /** To be called each second, by one thread. */
    void tick() {
        sources.forEach((name, meter) -> meter.tick());
        rules.forEach((name, meter) -> meter.tick());
        definitions.forEach((name, meter) -> meter.tick());
        matches.forEach((edge, meter) -> meter.tick());
        starts.forEach((edge, meter) -> meter.tick());
        map = new Drawing(states.get()).draw(this);
    }

    /** As of the last tick. */
    FlowMap map() {
        return map;
    }

    Meters<String, SourceMeter> sources() {
        return sources;
    }

    Meters<String, Meter> rules() {
        return rules;
    }

    Meters<String, Meter> definitions() {
        return definitions;
    }

    Meters<Edge, Meter> matches() {
        return matches;
    }

    Meters<Edge, Meter> starts() {
        return starts;
    }
}
