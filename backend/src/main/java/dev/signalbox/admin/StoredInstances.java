package dev.signalbox.admin;

import dev.signalbox.event.EventId;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.process.State;
import dev.signalbox.flow.task.RedisInstances;
import dev.signalbox.flow.task.RedisQuestions;
import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The instances as they are kept. */
public final class StoredInstances implements Instances {

    private final RedisInstances instances;
    private final RedisQuestions questions;
    private final HandedInstances hands;

    public StoredInstances(RedisInstances instances, RedisQuestions questions, HandedInstances hands) {
        this.instances = instances;
        this.questions = questions;
        this.hands = hands;
    }

    @Override
    public Future<Page> list(Wanted wanted, int limit, @Nullable String before) {
        return instances
                .list(stored(wanted), limit, before)
                .map(page -> new Page(page.items(), page.next()))
                .recover(fault -> Future.failedFuture(Query.cursor(fault)));
    }

    private static dev.signalbox.flow.task.Wanted stored(Wanted wanted) {
        String state = wanted.state();
        return new dev.signalbox.flow.task.Wanted(
                wanted.definition(),
                wanted.version(),
                state == null ? null : State.valueOf(state.toUpperCase(Locale.ROOT)),
                wanted.key(),
                wanted.event(),
                wanted.rule(),
                wanted.task());
    }

    @Override
    public Future<Optional<Run>> find(String id) {
        return instances
                .load(id)
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(Optional.empty())
                        : instances.timeline(id).map(steps -> found.map(instance -> new Run(instance, steps))));
    }

    @Override
    public Future<Questions> asked(int limit, @Nullable String before) {
        return questions
                .list(limit, before)
                .map(page -> new Questions(
                        page.items().stream()
                                .map(each -> new Asked(each.instance(), each.question()))
                                .toList(),
                        page.next()))
                .recover(fault -> Future.failedFuture(Query.cursor(fault)));
    }

    @Override
    public Future<List<Instance>> heard(EventId event, int most) {
        return instances.heard(event.source(), event.id(), most);
    }

    @Override
    public Future<Optional<Acted>> act(String id, Wish wish) {
        return find(id).compose(run -> run.isEmpty()
                ? Future.succeededFuture(Optional.empty())
                : hands.act(run.get(), wish).map(Optional::of));
    }
}
