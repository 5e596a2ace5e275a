package dev.signalbox.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.flow.secret.Change;
import dev.signalbox.flow.secret.NamedSecrets;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The secrets as they are in force.
 *
 * @param users by the name of a secret the definitions that use it
 */
public record LiveSecrets(NamedSecrets secrets, Supplier<Future<Map<String, List<String>>>> users) implements Secrets {

    @Override
    public Future<List<ObjectNode>> list() {
        return users.get().map(used -> secrets.list().stream()
                .map(secret -> with(secret, used))
                .toList());
    }

    @Override
    public Future<Change> put(String name, ObjectNode text) {
        return secrets.put(name, text)
                .compose(change -> change instanceof Change.Kept kept
                        ? users.get().map(used -> new Change.Kept(with(kept.shown(), used), kept.created()))
                        : Future.succeededFuture(change));
    }

    @Override
    public Future<Change> delete(String name) {
        return secrets.delete(name);
    }

    private static ObjectNode with(ObjectNode secret, Map<String, List<String>> used) {
        used.getOrDefault(secret.path("name").asText(), List.of()).forEach(secret.putArray("usedBy")::add);
        return secret;
    }
}
