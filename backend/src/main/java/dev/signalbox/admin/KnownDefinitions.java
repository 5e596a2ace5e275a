package dev.signalbox.admin;

import dev.signalbox.flow.process.Definition;
import dev.signalbox.flow.process.Definitions;
import dev.signalbox.flow.process.Parsed;
import dev.signalbox.rulebook.RedisPacks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Versions of definitions, each read once: they never change. */
public final class KnownDefinitions {

    private final Vertx vertx;
    private final RedisPacks packs;
    private final Map<String, Definition> known = new ConcurrentHashMap<>();

    public KnownDefinitions(Vertx vertx, RedisPacks packs) {
        this.vertx = vertx;
        this.packs = packs;
    }

    /** Nothing when there is no such version, or none that this hub understands. */
    Future<Optional<Definition>> find(String name, int version) {
        String id = name + '@' + version;
        Definition found = known.get(id);
        return found != null
                ? Future.succeededFuture(Optional.of(found))
                : packs.definition(name, version)
                        .compose(text -> text.isEmpty()
                                ? Future.succeededFuture(Optional.empty())
                                : vertx.executeBlocking(() -> parsed(id, text.get())));
    }

    private Optional<Definition> parsed(String id, String text) {
        if (!(Definitions.parse(text) instanceof Parsed.Valid valid)) {
            return Optional.empty();
        }
        known.put(id, valid.definition());
        return Optional.of(valid.definition());
    }
}
