package dev.signalbox.flow.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.event.Envelope;
import dev.signalbox.event.EventId;
import dev.signalbox.event.Payload;
import dev.signalbox.flow.journal.Journal;
import dev.signalbox.flow.journal.Kind;
import dev.signalbox.flow.journal.Offer;
import dev.signalbox.flow.journal.Offered;
import dev.signalbox.flow.process.Aim;
import dev.signalbox.flow.process.Command;
import dev.signalbox.flow.process.Hand;
import dev.signalbox.flow.process.Instance;
import io.vertx.core.Future;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What people do to single instances: an entry in the journal of the partition that has the instance. Its id is derived from what
 * is meant, so that asking twice does it once.
 */
public final class Hands {

    private static final String HAND = "hand";

    private final Journal journal;
    private final InstantSource clock;

    public Hands(Journal journal, InstantSource clock) {
        this.journal = journal;
        this.clock = clock;
    }

    public Future<Offered> send(Instance instance, Hand hand) {
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("instance", instance.id());
        data.set(HAND, HandJson.write(hand));
        Kind kind = hand instanceof Hand.Cancel ? Kind.CANCEL : Kind.RESUME;
        EventId id = new EventId(EventId.HUB, "/by-hand", id(instance, hand));
        Envelope envelope =
                new Envelope(id, "signalbox.hand", instance.id(), null, "application/json", Payload.of(data));
        long now = clock.millis();
        return journal.offer(
                new Offer(kind, envelope, instance.key(), instance.origin().traceParent(), now, now, 0));
    }

    private static String id(Instance instance, Hand hand) {
        String state = Integer.toString(instance.redrives()) + instance.state();
        if (hand instanceof Hand.Cancel cancel) {
            return Digest.id(instance.id(), cancel.undo() ? "compensate" : "cancel", state);
        }
        if (hand instanceof Hand.Hurry hurry) {
            return Digest.id(instance.id(), "retry", state, aim(hurry.aim()));
        }
        if (hand instanceof Hand.Skip skip) {
            return Digest.id(instance.id(), "skip", state, aim(skip.aim()));
        }
        if (hand instanceof Hand.Decide decide) {
            return Digest.id(instance.id(), "decide", aim(decide.aim()));
        }
        Hand.Tell tell = (Hand.Tell) hand;
        String event = tell.event().path("id").asText();
        return Digest.id(instance.id(), "event", event, Integer.toString(tell.filter()), aim(tell.aim()));
    }

    private static String aim(Aim aim) {
        return aim.path() + '\n' + aim.iteration() + '\n' + aim.attempt() + '\n' + aim.since();
    }

    /** What such an entry wants of its instance; null for an entry that no person has made. */
    public static @Nullable Command command(JsonNode data) {
        return data.has(HAND) ? new Command.ByHand(HandJson.read(data.path(HAND))) : null;
    }
}
