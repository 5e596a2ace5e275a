package dev.signalbox.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.facts.FactType;
import dev.signalbox.facts.Facts;
import dev.signalbox.facts.Showing;
import dev.signalbox.flow.journal.Entry;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The facts that this hub learnt. */
public final class LearntFacts implements KnownFacts {

    private final Facts facts;

    public LearntFacts(Facts facts) {
        this.facts = facts;
    }

    /** What may be learnt of events with the sources as they are. */
    public static Supplier<Future<Showing>> showing(Sources sources) {
        return () -> Redaction.rules(sources).map(Shown::new);
    }

    private record Shown(Map<String, List<String>> hidden) implements Showing {

        @Override
        public JsonNode data(Entry entry) {
            Mask mask = Redaction.mask(hidden, entry);
            JsonNode data = entry.offer().envelope().data().json();
            return mask == null ? data : mask.tree(data);
        }
    }

    @Override
    public Future<View> list() {
        return Future.succeededFuture(new View(facts.types(), facts.looked()));
    }

    @Override
    public Future<Optional<Sheet>> find(String type) {
        return Future.succeededFuture(facts.type(type).map(found -> new Sheet(found, hiding(found))));
    }

    private Map<String, List<String>> hiding(FactType type) {
        Map<String, List<String>> hiding = new HashMap<>();
        type.sources().forEach(source -> hiding.put(source, facts.hidden(source)));
        return hiding;
    }
}
