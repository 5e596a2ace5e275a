package dev.signalbox.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.flow.secret.Change;
import io.vertx.core.Future;
import java.util.List;

/** A hub without secrets. */
final class NoSecrets implements Secrets {

    @Override
    public Future<List<ObjectNode>> list() {
        return Future.succeededFuture(List.of());
    }

    @Override
    public Future<Change> put(String name, ObjectNode text) {
        return Future.succeededFuture(new Change.Bad(List.of()));
    }

    @Override
    public Future<Change> delete(String name) {
        return Future.succeededFuture(new Change.Absent(name));
    }
}
