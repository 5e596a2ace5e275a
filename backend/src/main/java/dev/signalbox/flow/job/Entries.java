package dev.signalbox.flow.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.event.Envelope;
import dev.signalbox.event.EventId;
import dev.signalbox.event.Payload;
import dev.signalbox.flow.journal.Journal;
import dev.signalbox.flow.journal.Kind;
import dev.signalbox.flow.journal.Offer;
import dev.signalbox.flow.task.DeadLetter;
import java.nio.charset.StandardCharsets;

/**
 * Makes the entries of a job: the owner of each instance does what they say. Their ids are derived, so that a step which is
 * done twice is one.
 */
final class Entries {

    private final Journal journal;

    Entries(Journal journal) {
        this.journal = journal;
    }

    Offer offer(Job job, Item item, long now) {
        boolean redrive = job.order().kind() == Order.Kind.REDRIVE;
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("job", job.id()).put("item", item.id()).put("instance", item.instance());
        if (item.redrives() != Item.ANY) {
            data.put("redrives", item.redrives());
        }
        if (!redrive) {
            data.put("reason", job.order().reason());
        }
        if (job.order().kind() == Order.Kind.COMPENSATE) {
            data.put("compensate", true);
        }
        if (job.order().newest()) {
            data.put("newest", true);
        }
        String input = job.order().input();
        if (input != null) {
            data.put("path", item.path()).set("input", tree(input));
        }
        EventId id = new EventId(EventId.HUB, "", id(job, item));
        Envelope envelope = new Envelope(
                id,
                redrive ? "signalbox.redrive" : "signalbox.cancel",
                item.instance(),
                null,
                "application/json",
                Payload.of(data));
        Kind kind = redrive ? Kind.REDRIVE : Kind.CANCEL;
        return new Offer(kind, envelope, keyOf(DeadLetter.home(item.instance())), null, now, now, 0);
    }

    /** The plain redrive of a failure is one and the same, whoever asks for it. */
    private static String id(Job job, Item item) {
        return switch (job.order().kind()) {
            case REDRIVE ->
                "redrive-" + item.id() + '-' + item.redrives() + (job.order().conditional() ? '-' + job.id() : "");
            case DISCARD -> "discard-" + item.id() + '-' + item.redrives();
            case COMPENSATE -> "compensate-" + item.id() + '-' + job.id();
            case CANCEL -> "cancel-" + item.id() + '-' + job.id();
        };
    }

    private static JsonNode tree(String input) {
        return Payload.of(input.getBytes(StandardCharsets.UTF_8)).json();
    }

    /**
     * A partition key of a partition: the first of {@code home-0, home-1, ...} that lands there. The journal addresses by
     * key alone; the search takes about as many tries as there are partitions, and always ends in the same key, which
     * dedupe needs.
     */
    private String keyOf(int partition) {
        int n = 0;
        while (journal.partitionOf("home-" + n) != partition) {
            n++;
        }
        return "home-" + n;
    }
}
