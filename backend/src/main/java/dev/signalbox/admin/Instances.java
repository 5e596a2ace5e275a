package dev.signalbox.admin;

import dev.signalbox.event.EventId;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.process.Question;
import dev.signalbox.flow.process.Step;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The instances of all definitions. */
public interface Instances {

    /** @param before {@code next} of the page before, or null for the newest */
    Future<Page> list(Wanted wanted, int limit, @Nullable String before);

    Future<Optional<Run>> find(String id);

    /**
     * What people are asked.
     *
     * @param before {@code next} of the page before, or null for the newest
     */
    Future<Questions> asked(int limit, @Nullable String before);

    /** Instances that have heard an event while they listened, newest first. */
    Future<List<Instance>> heard(EventId event, int most);

    /** Takes what somebody wants done to its owner; empty when there is no such instance. */
    Future<Optional<Acted>> act(String id, Wish wish);

    /**
     * It will be done, unless the instance goes on before.
     *
     * @param path of the task; null for the whole instance
     * @param repeated whether the same was asked for before
     */
    record Acted(@Nullable String path, boolean repeated) {}

    /** A null lets everything pass. */
    record Wanted(
            @Nullable String definition,
            @Nullable Integer version,
            @Nullable String state,
            @Nullable String key,
            @Nullable String event,
            @Nullable String rule,
            @Nullable String task) {}

    /** @param next opaque; null when there is nothing older */
    record Page(List<Instance> items, @Nullable String next) {}

    /** @param next opaque; null when there is nothing older */
    record Questions(List<Asked> items, @Nullable String next) {}

    /** A question, and the instance that asks it. */
    record Asked(Instance instance, Question question) {}

    /** @param timeline in the order of time */
    record Run(Instance instance, List<Step> timeline) {}
}
