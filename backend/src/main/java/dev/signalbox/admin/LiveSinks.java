package dev.signalbox.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.flow.sink.Change;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sinks as they are in force. */
public record LiveSinks(dev.signalbox.flow.sink.Sinks sinks) implements Sinks {

    @Override
    public Future<List<ObjectNode>> list() {
        return sinks.list();
    }

    @Override
    public Future<Optional<ObjectNode>> find(String name) {
        return sinks.get(name).map(Optional::ofNullable);
    }

    @Override
    public Future<Change> put(String name, ObjectNode text) {
        return sinks.put(name, text);
    }

    @Override
    public Future<Change> delete(String name) {
        return sinks.delete(name);
    }

    @Override
    public Future<Change> rotate(String name, @Nullable String secret) {
        return sinks.rotate(name, secret);
    }

    @Override
    public Future<Change> test(String name, @Nullable String to) {
        return sinks.test(name, to);
    }
}
