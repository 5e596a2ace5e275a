package dev.signalbox.admin;

import dev.signalbox.flow.task.DeadLetter;
import dev.signalbox.flow.task.RedisDeadLetters;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The dead letters as they are kept. */
public final class StoredDeadLetters implements DeadLetters {

    private final RedisDeadLetters deadLetters;

    public StoredDeadLetters(RedisDeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    @Override
    public Future<Page> list(@Nullable String fingerprint, int limit, @Nullable String before) {
        return deadLetters
                .list(fingerprint, limit, before)
                .compose(items -> deadLetters
                        .groups()
                        .map(groups -> new Page(
                                groups.stream().map(StoredDeadLetters::shown).toList(),
                                items.items().stream()
                                        .map(StoredDeadLetters::shown)
                                        .toList(),
                                items.next())))
                .recover(fault -> Future.failedFuture(Query.cursor(fault)));
    }

    @Override
    public Future<Optional<Letter>> find(String id) {
        return deadLetters
                .select(List.of(id))
                .map(found -> found.stream().findFirst().map(StoredDeadLetters::letter));
    }

    private static Letter letter(DeadLetter dead) {
        return new Letter(
                shown(dead), dead.path(), dead.cause().type(), dead.cause().status(), dead.redrives(), dead.input());
    }

    private static Group shown(RedisDeadLetters.Group group) {
        DeadLetter latest = group.latest();
        return new Group(
                group.fingerprint(),
                group.count(),
                latest.cause().title(),
                group.first(),
                group.last(),
                latest.definition(),
                latest.task());
    }

    private static Item shown(DeadLetter dead) {
        return new Item(
                dead.id(),
                dead.instance(),
                dead.definition(),
                dead.version(),
                dead.task(),
                dead.cause().title() + ": " + dead.cause().detail(),
                dead.attempts(),
                dead.at(),
                dead.event().id(),
                dead.event().source(),
                dead.fingerprint());
    }
}
