package dev.signalbox.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.flow.sink.Change;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where messages can go; the shapes are those of the API's contract, and hold no secret but one that was just made. */
public interface Sinks {

    Future<List<ObjectNode>> list();

    Future<Optional<ObjectNode>> find(String name);

    Future<Change> put(String name, ObjectNode text);

    Future<Change> delete(String name);

    /** @param secret null to make one */
    Future<Change> rotate(String name, @Nullable String secret);

    /** @param to topic, routing key or stream; null for an address */
    Future<Change> test(String name, @Nullable String to);
}
