package dev.signalbox.feed;

import dev.signalbox.feed.FlowMap.Definition;
import dev.signalbox.feed.FlowMap.Match;
import dev.signalbox.feed.FlowMap.Rule;
import dev.signalbox.feed.FlowMap.Source;
import dev.signalbox.feed.FlowMap.Start;
import dev.signalbox.feed.FlowMap.States;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes a map of what was counted: the busiest by name, the rest added up. */
final class Drawing {

    static final int MOST = 40;
    static final int MOST_EDGES = 200;

    /** Nobody draws what has been quiet for so long. */
    private static final int FORGOTTEN_SECONDS = 3_600;

    private static final Comparator<Flow> BUSIEST = Comparator.comparingDouble(Flow::rate)
            .thenComparingLong(Flow::total)
            .reversed();

    private final Map<String, States> states;

    Drawing(Map<String, States> states) {
        this.states = states;
    }

    FlowMap draw(Flows flows) {
        List<Source> sources = most(sources(flows), Source::accepted, Source::plus);
        List<Rule> rules = most(
                rules(flows),
                Rule::matched,
                (a, b) -> new Rule(FlowMap.OTHERS, a.matched().plus(b.matched())));
        List<Definition> definitions = most(definitions(flows), Definition::started, Drawing::plus);
        Set<String> from = names(sources, Source::name);
        Set<String> over = names(rules, Rule::name);
        Set<String> to = names(definitions, Definition::name);
        return new FlowMap(
                Flows.SECONDS,
                sources,
                rules,
                definitions,
                edges(flows.matches(), from, over)
                        .map(each ->
                                new Match(each.getKey().from(), each.getKey().to(), each.getValue()))
                        .toList(),
                edges(flows.starts(), over, to)
                        .map(each ->
                                new Start(each.getKey().from(), each.getKey().to(), each.getValue()))
                        .toList());
    }

    private static List<Source> sources(Flows flows) {
        List<Source> all = new ArrayList<>();
        flows.sources().forEach((name, meter) -> all.add(meter.read(name)));
        return all;
    }

    private static List<Rule> rules(Flows flows) {
        List<Rule> all = new ArrayList<>();
        flows.rules().forEach((name, meter) -> {
            if (meter.quiet() < FORGOTTEN_SECONDS) {
                all.add(new Rule(name, meter.read()));
            }
        });
        return all;
    }

    /** Those that were started here, and those whose instances are still there. */
    private List<Definition> definitions(Flows flows) {
        Map<String, Flow> started = new HashMap<>();
        states.keySet().forEach(name -> started.put(name, Flow.NONE));
        flows.definitions().forEach((name, meter) -> {
            if (meter.quiet() < FORGOTTEN_SECONDS || states.containsKey(name)) {
                started.put(name, meter.read());
            }
        });
        return started.entrySet().stream()
                .map(each ->
                        new Definition(each.getKey(), each.getValue(), states.getOrDefault(each.getKey(), States.NONE)))
                .toList();
    }

    private static Definition plus(Definition a, Definition b) {
        return new Definition(
                FlowMap.OTHERS, a.started().plus(b.started()), a.states().plus(b.states()));
    }

    private static <T> List<T> most(List<T> all, Function<T, Flow> flow, BinaryOperator<T> plus) {
        List<T> sorted =
                all.stream().sorted(Comparator.comparing(flow, BUSIEST)).toList();
        if (sorted.size() <= MOST) {
            return sorted;
        }
        List<T> drawn = new ArrayList<>(sorted.subList(0, MOST - 1));
        sorted.stream().skip(MOST - 1).reduce(plus).ifPresent(drawn::add);
        return drawn;
    }

    private static <T> Set<String> names(List<T> drawn, Function<T, String> name) {
        return drawn.stream().map(name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Map.Entry<Flows.Edge, Flow>> edges(
            Meters<Flows.Edge, Meter> meters, Set<String> from, Set<String> to) {
        Map<Flows.Edge, Flow> edges = new HashMap<>();
        meters.forEach((edge, meter) -> {
            if (meter.quiet() < FORGOTTEN_SECONDS) {
                Flows.Edge drawn = new Flows.Edge(drawn(edge.from(), from), drawn(edge.to(), to));
                edges.merge(drawn, meter.read(), Flow::plus);
            }
        });
        return edges.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(BUSIEST))
                .limit(MOST_EDGES);
    }

    private static String drawn(String name, Set<String> names) {
        return names.contains(name) ? name : FlowMap.OTHERS;
    }
}
