package dev.signalbox.flow.ingest;

import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;

/** The way from every kind of source to the intake: one address of the Vert.x event bus, the ack as the reply. */
final class Bus {

    /** Deliveries, or any CloudEvent as a {@code JsonObject}, are sent here. */
    static final String ADDRESS = "ingest";

    static final String ACKS = "signalbox-ack";
    private static final String DELIVERIES = "signalbox-delivery";
    private static final DeliveryOptions LOCAL =
            new DeliveryOptions().setLocalOnly(true).setCodecName(DELIVERIES).setSendTimeout(10_000);

    private final EventBus bus;

    Bus(EventBus bus) {
        this.bus = bus;
    }

    /** Makes deliveries and acks known to the bus for as long as it lives: an ack may come when ingest is closed. */
    static void register(EventBus bus) {
        bus.unregisterCodec(DELIVERIES).unregisterCodec(ACKS);
        bus.registerCodec(new LocalCodec<Delivery>(DELIVERIES)).registerCodec(new LocalCodec<Ack>(ACKS));
    }

    /** The ack; when nobody answers, one that says to try again. */
    Future<Ack> send(Delivery delivery) {
        return bus.<Ack>request(ADDRESS, delivery, LOCAL).map(Message::body).recover(Bus::unanswered);
    }

    private static Future<Ack> unanswered(Throwable cause) {
        return cause instanceof ReplyException
                ? Future.succeededFuture(
                        new Ack.Deferred("journal_unavailable", "the journal did not answer in time", 2))
                : Future.failedFuture(cause);
    }
}
