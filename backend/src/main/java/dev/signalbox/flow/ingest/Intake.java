package dev.signalbox.flow.ingest;

import dev.signalbox.event.Envelope;
import dev.signalbox.flow.journal.Depth;
import dev.signalbox.flow.journal.Journal;
import dev.signalbox.flow.journal.Kind;
import dev.signalbox.flow.journal.Offer;
import dev.signalbox.flow.journal.Offered;
import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes every delivery from the bus: reads it, offers it to the journal, and replies what became of it. */
final class Intake {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final DeliveryOptions ACK =
            new DeliveryOptions().setLocalOnly(true).setCodecName(Bus.ACKS);
    private static final DeliveryOptions ALL_ACKS =
            new DeliveryOptions().setLocalOnly(true).setCodecName(Bus.ALL_ACKS);

    private final Journal journal;
    private final Mapping mapping;
    private final Outcomes outcomes;
    private final InstantSource clock;
    private final BusMessages messages;
    private final Door door;
    private final Keeping keeping;

    /** What it goes through on the way to the journal. */
    record Way(BusMessages messages, Door door, Mapping mapping, Keeping keeping) {}

    Intake(Journal journal, Way way, Outcomes outcomes, InstantSource clock) {
        this.journal = journal;
        this.mapping = way.mapping();
        this.outcomes = outcomes;
        this.clock = clock;
        this.messages = way.messages();
        this.door = way.door();
        this.keeping = way.keeping();
    }

    MessageConsumer<Object> listen(EventBus bus) {
        return bus.localConsumer(Bus.ADDRESS, this::receive);
    }

    private void receive(Message<Object> message) {
        if (message.body() instanceof Delivery delivery) {
            take(delivery).onComplete(ack -> message.reply(ack, ACK), cause -> fail(message, cause));
        } else if (message.body() instanceof Deliveries deliveries) {
            take(deliveries.all()).onComplete(acks -> message.reply(acks, ALL_ACKS), cause -> fail(message, cause));
        } else if (message.body() instanceof JsonObject json) {
            messages.take(json, message.headers().get("traceparent"), this::take)
                    .onComplete(ack -> BusMessages.reply(message, ack), cause -> fail(message, cause));
        } else {
            message.fail(422, "mapping_failed: wanted a JsonObject with id, type, subject, time and data");
        }
    }

    /** Reads a delivery and offers its event. */
    Future<Ack> take(Delivery delivery) {
        Ack.Deferred refused = door.refusal(delivery.source(), delivery.body().size());
        if (refused != null) {
            return Future.succeededFuture(refused);
        }
        Mapped mapped = mapping.map(delivery);
        if (mapped instanceof Mapped.Unmappable bad) {
            outcomes.came(delivery, null);
            return Future.succeededFuture(new Ack.Rejected(bad.status(), bad.code(), bad.detail()));
        }
        Mapped.Read read = (Mapped.Read) mapped;
        Instant begun = clock.instant();
        return journal.offer(offer(delivery, read)).map(offered -> ack(delivery, read, offered, begun));
    }

    /** In their order. What is no event is kept, since nobody else has it when its broker has heard of it. */
    private Future<Deliveries.Acks> take(List<Delivery> deliveries) {
        return Sorted.of(deliveries, door, mapping)
                .keep(keeping)
                .compose(this::offer)
                .map(Deliveries.Acks::new);
    }

    /** The same for what is kept already. */
    Future<List<Ack>> again(List<Delivery> deliveries) {
        return offer(Sorted.of(deliveries, door, mapping));
    }

    private Future<List<Ack>> offer(Sorted sorted) {
        Instant begun = clock.instant();
        List<Integer> places = sorted.places();
        List<Offer> offers = places.stream()
                .map(place -> offer(sorted.delivery(place), sorted.read(place)))
                .toList();
        sorted.rejected().forEach(delivery -> outcomes.came(delivery, null));
        return journal.offer(offers).map(offered -> {
            for (int n = 0; n < offered.size(); n++) {
                int place = places.get(n);
                sorted.answer(place, ack(sorted.delivery(place), sorted.read(place), offered.get(n), begun));
            }
            return sorted.acks();
        });
    }

    private Ack ack(Delivery delivery, Mapped.Read read, Offered offered, Instant begun) {
        Envelope envelope = read.envelope();
        String id = envelope.id().id();
        if (offered instanceof Offered.Accepted accepted) {
            outcomes.journaled(delivery, envelope, accepted, begun);
            outcomes.came(delivery, Preview.Named.of(envelope, read.generated(), read.key(), accepted.partition()));
            return new Ack.Accepted(id, accepted.partition(), accepted.position(), read.generated());
        }
        if (offered instanceof Offered.Duplicate again) {
            outcomes.duplicate(delivery, envelope, again);
            return new Ack.Duplicate(id, again.partition(), again.position(), again.payloadMismatch());
        }
        return door.deferred((Offered.Refused) offered);
    }

    private static Offer offer(Delivery delivery, Mapped.Read read) {
        return new Offer(
                Kind.EVENT,
                read.envelope(),
                read.key(),
                delivery.traceParent(),
                delivery.received(),
                delivery.verified(),
                Depth.of(delivery.headers().first(Depth.HEADER)));
    }

    private static void fail(Message<Object> message, Throwable cause) {
        LOG.error("a delivery could not be taken", cause);
        message.fail(503, "journal_unavailable: " + cause.getMessage());
    }
}
