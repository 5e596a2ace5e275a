package dev.signalbox.facts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.event.Envelope;
import dev.signalbox.flow.journal.Entry;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of events, by their type. It is kept in memory only, and bounded: the type that was not seen for the
 * longest time makes room for a new one.
 */
public final class Facts {

    static final int MOST_TYPES = 500;

    /** In the order in which they were last seen. */
    private final Map<String, Learnt> types = new LinkedHashMap<>(16, 0.75f, true);

    /** What each source hid when its events were learnt. */
    private final Map<String, List<String>> hiding = new HashMap<>();

    private long looked;

    /** @param shown its data without what its source hides */
    synchronized void learn(Entry entry, JsonNode shown) {
        Envelope envelope = entry.offer().envelope();
        Learnt learnt = types.get(envelope.type());
        if (learnt == null) {
            learnt = new Learnt(envelope.type());
            types.put(envelope.type(), learnt);
            if (types.size() > MOST_TYPES) {
                types.remove(types.keySet().iterator().next());
            }
        }
        looked++;
        learnt.learn(envelope.id().source(), entry.at(), envelope.data().json(), shown);
    }

    /** From now on the sources hide this. Examples of those that hid something else are forgotten. */
    synchronized void hide(Map<String, List<String>> pointers) {
        types.values()
                .forEach(type -> type.forget(source ->
                        !pointers.getOrDefault(source, List.of()).equals(hiding.getOrDefault(source, List.of()))));
        hiding.clear();
        hiding.putAll(pointers);
    }

    /** What a source hid when its examples were taken. */
    public synchronized List<String> hidden(String source) {
        return hiding.getOrDefault(source, List.of());
    }

    /** All types, the one that was seen last first. */
    public synchronized List<FactType> types() {
        return types.values().stream()
                .map(Learnt::type)
                .sorted((a, b) -> Long.compare(b.lastSeen(), a.lastSeen()))
                .toList();
    }

    public synchronized Optional<FactType> type(String name) {
        return types.values().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .map(Learnt::type);
    }

    /** Events that were looked at, of all that were recorded. */
    public synchronized long looked() {
        return looked;
    }
}
