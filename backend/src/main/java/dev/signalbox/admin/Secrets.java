package dev.signalbox.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.flow.secret.Change;
import io.vertx.core.Future;
import java.util.List;

/** Secrets by their names; the shapes are those of the API's contract, and never hold a value. */
public interface Secrets {

    Future<List<ObjectNode>> list();

    Future<Change> put(String name, ObjectNode text);

    Future<Change> delete(String name);
}
