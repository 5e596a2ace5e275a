package dev.signalbox.admin;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Nothing waits for a person. */
final class NoDeadLetters implements DeadLetters {
    @Override
    public Future<DeadLetters.Page> list(@Nullable String fingerprint, int limit, @Nullable String before) {
        return Future.succeededFuture(new DeadLetters.Page(List.of(), List.of(), null));
    }

    @Override
    public Future<Optional<DeadLetters.Letter>> find(String id) {
        return Future.succeededFuture(Optional.empty());
    }
}
