package dev.signalbox.flow.task;

import dev.signalbox.flow.process.Innermost;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.process.State;
import dev.signalbox.redis.KeySpace;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which instances a list is to have; null is any.
 *
 * @param event id of the event that started it
 * @param rule that wanted it, as {@code pack/rule}, or a prefix such as {@code orders/*}
 * @param task path of a task that it is at, such as {@code /do/0/notify}
 */
public record Wanted(
        @Nullable String definition,
        @Nullable Integer version,
        @Nullable State state,
        @Nullable String key,
        @Nullable String event,
        @Nullable String rule,
        @Nullable String task) {

    public static final Wanted ALL = new Wanted(null, null, null, null, null, null);

    /** At any task. */
    public Wanted(
            @Nullable String definition,
            @Nullable Integer version,
            @Nullable State state,
            @Nullable String key,
            @Nullable String event,
            @Nullable String rule) {
        this(definition, version, state, key, event, rule, null);
    }

    /** Whether an instance is one of them. */
    boolean has(Instance instance) {
        return (definition == null || definition.equals(instance.definition()))
                && (version == null || version == instance.version())
                && (state == null || state == instance.state())
                && (key == null || key.equals(instance.key()))
                && (event == null || event.equals(instance.origin().event().id()))
                && (rule == null || begins(instance.origin().rule()))
                && (task == null || isAt(task, instance));
    }

    private static boolean isAt(String task, Instance instance) {
        return Innermost.of(instance.places().values()).stream()
                .anyMatch(place -> place.path().equals(task));
    }

    private boolean begins(String wanting) {
        return (rule != null && rule.endsWith("*"))
                ? wanting.startsWith(rule.substring(0, rule.length() - 1))
                : wanting.equals(rule);
    }

    /** Whether it takes the names of all definitions to tell the indexes. */
    boolean isOfAnyDefinition() {
        return state != null && definition == null && key == null && event == null;
    }

    /**
     * The narrowest indexes that have all of them.
     *
     * @param names of the definitions in each partition, where they are needed
     */
    List<String> indexes(KeySpace keys, int partitions, IntFunction<List<String>> names) {
        return IntStream.range(0, partitions)
                .boxed()
                .flatMap(partition -> narrowest(keys, partition, names))
                .toList();
    }

    private Stream<String> narrowest(KeySpace keys, int partition, IntFunction<List<String>> names) {
        if (event != null) {
            return Stream.of(keys.instancesByEvent(partition, event));
        }
        if (key != null) {
            return Stream.of(keys.instancesByKey(partition, key));
        }
        if (definition == null) {
            return state == null
                    ? Stream.of(keys.instances(partition))
                    : names.apply(partition).stream().map(name -> keys.instances(partition, name, state.word()));
        }
        return Arrays.stream(State.values())
                .filter(each -> state == null || state == each)
                .map(each -> keys.instances(partition, definition, each.word()));
    }
}
