package dev.signalbox.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.flow.sink.Change;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A hub from which nothing leads out. */
final class NoSinks implements Sinks {

    @Override
    public Future<List<ObjectNode>> list() {
        return Future.succeededFuture(List.of());
    }

    @Override
    public Future<Optional<ObjectNode>> find(String name) {
        return Future.succeededFuture(Optional.empty());
    }

    @Override
    public Future<Change> put(String name, ObjectNode text) {
        return Future.succeededFuture(new Change.Denied("nothing leads out"));
    }

    @Override
    public Future<Change> delete(String name) {
        return Future.succeededFuture(new Change.Absent(name));
    }

    @Override
    public Future<Change> rotate(String name, @Nullable String secret) {
        return Future.succeededFuture(new Change.Absent(name));
    }

    @Override
    public Future<Change> test(String name, @Nullable String to) {
        return Future.succeededFuture(new Change.Absent(name));
    }
}
