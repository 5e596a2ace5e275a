package dev.signalbox.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.flow.ingest.Sample;
import dev.signalbox.redis.RedisLink;
import dev.signalbox.snippet.Snippet;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sources as the API sees them: none is there unless a test lists some, and what is given is kept. */
final class OneSource implements Sources {
    List<ObjectNode> listed = List.of();

    @Override
    public Future<List<ObjectNode>> list() {
        return Future.succeededFuture(listed);
    }

    @Override
    public Future<Optional<ObjectNode>> find(String name) {
        return Future.succeededFuture(Optional.empty());
    }

    @Override
    public Future<Put> put(String name, ObjectNode text) {
        return Future.succeededFuture(
                text.has("kind")
                        ? new Put.Kept(true, text.put("name", name))
                        : new Put.Wrong(List.of(new Fault("/kind", "kind is missing"))));
    }

    @Override
    public Future<Change> delete(String name) {
        return Future.succeededFuture(new Change.Refused("pack_source", "it belongs to the pack p", "pause it"));
    }

    @Override
    public Future<Change> turn(String name, boolean on) {
        return Future.succeededFuture(new Change.Absent("source", name));
    }

    @Override
    public Future<Change> rotate(String name, @Nullable String secret) {
        return turn(name, true);
    }

    @Override
    public Future<Change> removeSecret(String name, String fingerprint) {
        return turn(name, true);
    }

    @Override
    public Future<Change> sample(String name) {
        return turn(name, true);
    }

    @Override
    public Future<Sources.Tried> preview(String name, ObjectNode text, List<Sample> samples) {
        return Future.succeededFuture(new Sources.Tried.Rows(samples));
    }

    @Override
    public Future<Optional<List<Snippet>>> snippets(String name) {
        return Future.succeededFuture(Optional.empty());
    }

    @Override
    public Future<Tried> previewLast(String name, ObjectNode text, List<Sample.Journaled> journaled) {
        return preview(name, text, List.copyOf(journaled));
    }

    @Override
    public Future<Change> retake(String name, List<String> ids) {
        return Future.succeededFuture(new Change.Absent("source", name));
    }

    @Override
    public Future<Optional<Refusals>> refusals(String name) {
        return Future.failedFuture(
                name.equals("full")
                        ? new RedisLink.Refusal("OOM command not allowed when used memory > 'maxmemory'.")
                        : new IllegalStateException("secret inner text"));
    }
}
