package dev.signalbox.admin;

import dev.signalbox.flow.process.Instance;
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

    /** A null lets everything pass. */
    record Wanted(
            @Nullable String definition,
            @Nullable Integer version,
            @Nullable String state,
            @Nullable String key,
            @Nullable String event,
            @Nullable String rule) {}

    /** @param next opaque; null when there is nothing older */
    record Page(List<Instance> items, @Nullable String next) {}

    /** @param timeline in the order of time */
    record Run(Instance instance, List<Step> timeline) {}
}
