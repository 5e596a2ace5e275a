package dev.signalbox.flow.match;

import dev.signalbox.event.Event;
import dev.signalbox.flow.match.Element.Count;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drools.model.Argument;
import org.drools.model.GroupByPattern;
import org.drools.model.Value;
import org.drools.model.Variable;
import org.drools.model.functions.accumulate.AccumulateFunction;
import org.jspecify.annotations.Nullable;

/** Adds up what was counted, with the functions of the engine: once, or once for each key of a groupby. */
final class Grouping {

    private final Count count;
    private final Scene scene;

    Grouping(Count count, Scene scene) {
        this.count = count;
        this.scene = scene;
    }

    /**
     * One result.
     *
     * @param counted each thing that was counted, the newest first
     * @param after what is bound with it
     * @param met constraints on the results that hold, before the first that does not
     * @param empty whether a function had nothing to come to a result with
     */
    record Sum(
            List<Tuple> counted,
            Tuple after,
            Map<String, @Nullable Object> results,
            int met,
            boolean empty,
            int depth) {

        boolean holds(Object fact) {
            return last().stream().anyMatch(tuple -> tuple.facts().stream().anyMatch(held -> held.fact() == fact));
        }

        /** What was counted without what had been bound before. */
        List<Tuple> last() {
            return counted.stream().map(tuple -> tuple.last(depth)).toList();
        }

        long oldest(Scene scene) {
            return last().stream()
                    .flatMap(tuple -> tuple.facts().stream())
                    .mapToLong(held -> scene.time(held.fact()))
                    .min()
                    .orElse(0);
        }

        /** The results that a constraint reads. */
        Map<String, @Nullable Object> read(Check check) {
            Map<String, @Nullable Object> read = new LinkedHashMap<>();
            check.reads().forEach(variable -> {
                String name = Names.of(variable);
                if (results.containsKey(name)) {
                    read.put(name, results.get(name));
                }
            });
            return read;
        }
    }

    List<Sum> of(Tuple before, List<Tuple> counted) {
        List<Sum> sums = new ArrayList<>();
        if (count.model() instanceof GroupByPattern<?, ?> grouping) {
            groups(grouping, counted).forEach((key, group) -> {
                Map<Variable<?>, @Nullable Object> bound = new LinkedHashMap<>();
                bound.put(grouping.getVarKey(), key);
                sums.add(sum(before, group, bound));
            });
        } else {
            sums.add(sum(before, counted, new LinkedHashMap<>()));
        }
        return sums;
    }

    private static Map<@Nullable Object, List<Tuple>> groups(GroupByPattern<?, ?> grouping, List<Tuple> counted) {
        Map<@Nullable Object, List<Tuple>> groups = new HashMap<>();
        for (Tuple tuple : counted) {
            Object key = grouping.getGroupingFunction().apply(tuple.all(grouping.getVars()));
            groups.computeIfAbsent(key, none -> new ArrayList<>()).add(tuple);
        }
        return groups;
    }

    private Sum sum(Tuple before, List<Tuple> counted, Map<Variable<?>, @Nullable Object> bound) {
        boolean empty = false;
        for (AccumulateFunction each : count.model().getAccumulateFunctions()) {
            Object result = result(each, counted);
            empty |= result == null;
            bound.put(each.getResult(), result);
        }
        Tuple after = before.with(bound);
        Map<String, @Nullable Object> results = new LinkedHashMap<>();
        bound.forEach((variable, value) -> {
            if (!Names.of(variable).isEmpty()) {
                results.put(Names.of(variable), shown(value));
            }
        });
        int met = 0;
        while (!empty
                && met < count.results().size()
                && count.results().get(met).test(after, scene).held()) {
            met++;
        }
        return new Sum(counted, after, results, met, empty, count.looks().size());
    }

    /** Facts that were collected are shown elsewhere. */
    private static @Nullable Object shown(@Nullable Object value) {
        return value instanceof Collection<?> many && many.stream().anyMatch(Event.class::isInstance)
                ? many.size() + (many.size() == 1 ? " fact" : " facts")
                : Plain.value(value);
    }

    @SuppressWarnings("unchecked")
    private @Nullable Object result(AccumulateFunction function, List<Tuple> counted) {
        var adder = (org.kie.api.runtime.rule.AccumulateFunction<Serializable>) function.createFunctionObject();
        try {
            Serializable sum = adder.initContext(adder.createContext());
            for (int i = counted.size() - 1; i >= 0; i--) {
                scene.tries().one();
                adder.accumulate(sum, value(function.getSource(), counted.get(i)));
            }
            return adder.getResult(sum);
        } catch (Tries.Spent e) {
            throw e;
        } catch (Exception e) {
            throw new Unclear("what was counted cannot be added up: " + e);
        }
    }

    private static @Nullable Object value(Argument<?> source, Tuple tuple) {
        if (source instanceof Value<?> value) {
            return value.getValue();
        }
        return source instanceof Variable<?> variable ? tuple.get(variable) : null;
    }

    /** A function of the engine failed. */
    static final class Unclear extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unclear(String message) {
            super(message, null, false, false);
        }
    }
}
