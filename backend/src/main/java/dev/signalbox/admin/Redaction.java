package dev.signalbox.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.event.Envelope;
import dev.signalbox.event.EventId;
import dev.signalbox.event.Payload;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.journal.Offer;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Who wants what hidden. All doors of the API stand behind it, so that no page can forget it; rules, processes and the
 * journal are on the other side.
 */
final class Redaction {

    private final Sources sources;
    private final Events events;

    /** @param events as they are in the journal */
    Redaction(Sources sources, Events events) {
        this.sources = sources;
        this.events = events;
    }

    /** What each source hides, by its name; those that hide nothing are not in it. */
    Future<Map<String, List<String>>> rules() {
        return rules(sources);
    }

    static Future<Map<String, List<String>>> rules(Sources sources) {
        return sources.list().map(Redaction::rules);
    }

    private static Map<String, List<String>> rules(List<ObjectNode> sources) {
        Map<String, List<String>> rules = new LinkedHashMap<>();
        for (ObjectNode source : sources) {
            List<String> pointers = StreamSupport.stream(source.path("redact").spliterator(), false)
                    .map(JsonNode::asText)
                    .toList();
            if (!pointers.isEmpty()) {
                rules.put(source.path("name").asText(), pointers);
            }
        }
        if (!rules.isEmpty()) {
            rules.put(
                    EventId.HUB,
                    rules.values().stream().flatMap(List::stream).distinct().toList());
        }
        return rules;
    }

    /** The mask for what was made of an event; null when nothing is to be hidden. */
    Future<@Nullable Mask> mask(Map<String, List<String>> rules, EventId event) {
        List<String> pointers = rules.get(event.source());
        return pointers == null
                ? Future.succeededFuture()
                : raw(event).map(found -> found.map(entry -> mask(pointers, entry))
                        .orElseGet(() -> unseen(event, pointers)));
    }

    /** A second of the clock is no event, and what it starts can only be known by its places. */
    private static Mask unseen(EventId event, List<String> pointers) {
        // What the hub makes of events may hold what any of them held.
        return event.ofHub() ? Mask.of(pointers, Payload.EMPTY.json()) : Mask.ALL;
    }

    /** The event as it is in the journal. */
    Future<Optional<Entry>> raw(EventId event) {
        return events.find(event.id(), event.source())
                .map(found -> found.stream().map(story -> story.seen().entry()).findFirst());
    }

    private static Mask mask(List<String> pointers, Entry entry) {
        return Mask.of(pointers, entry.offer().envelope().data().json());
    }

    /** The mask for an event that is at hand; null when nothing is to be hidden. */
    static @Nullable Mask mask(Map<String, List<String>> rules, Entry entry) {
        List<String> pointers = rules.get(entry.offer().envelope().id().source());
        return pointers == null ? null : mask(pointers, entry);
    }

    /** The entry with what may be shown of its data; of data that is no JSON, nothing. */
    static Entry shown(Entry entry, Mask mask) {
        Offer offer = entry.offer();
        Envelope from = offer.envelope();
        JsonNode data = from.data().json();
        Payload shown = from.data().size() == 0
                ? Payload.EMPTY
                : data.isMissingNode()
                        ? Payload.of(Mask.MARKER.getBytes(StandardCharsets.UTF_8))
                        : Payload.of(mask.tree(data));
        Envelope envelope =
                new Envelope(from.id(), from.type(), from.subject(), from.time(), from.contentType(), shown);
        Offer masked = new Offer(
                offer.kind(),
                envelope,
                offer.key(),
                offer.traceParent(),
                offer.received(),
                offer.verified(),
                offer.depth(),
                offer.replayed());
        return new Entry(entry.partition(), entry.position(), entry.at(), masked);
    }
}
