package dev.signalbox.flow.ingest;

import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import java.util.Collections;
import java.util.List;

/** The way from every kind of source to the intake: one address of the Vert.x event bus, the ack as the reply. */
final class Bus {

    /** Deliveries, or any CloudEvent as a {@code JsonObject}, are sent here. */
    static final String ADDRESS = "ingest";

    static final String ACKS = "signalbox-ack";
    static final String ALL_ACKS = "signalbox-acks";
    private static final String DELIVERIES = "signalbox-delivery";
    private static final String TOGETHER = "signalbox-deliveries";
    private static final DeliveryOptions LOCAL = local(DELIVERIES);
    private static final DeliveryOptions ALL = local(TOGETHER);

    private final EventBus bus;

    Bus(EventBus bus) {
        this.bus = bus;
    }

    /** Makes deliveries and acks known to the bus for as long as it lives: an ack may come when ingest is closed. */
    static void register(EventBus bus) {
        List.of(DELIVERIES, ACKS, TOGETHER, ALL_ACKS).forEach(bus::unregisterCodec);
        bus.registerCodec(new LocalCodec<Delivery>(DELIVERIES)).registerCodec(new LocalCodec<Ack>(ACKS));
        bus.registerCodec(new LocalCodec<Deliveries>(TOGETHER))
                .registerCodec(new LocalCodec<Deliveries.Acks>(ALL_ACKS));
    }

    /** The ack; when nobody answers, one that says to try again. */
    Future<Ack> send(Delivery delivery) {
        return bus.<Ack>request(ADDRESS, delivery, LOCAL).map(Message::body).recover(Bus::unanswered);
    }

    /** The acks of all; what is put off has nothing behind it in the journal that was sent with it. */
    Future<List<Ack>> send(List<Delivery> deliveries) {
        return bus.<Deliveries.Acks>request(ADDRESS, new Deliveries(deliveries), ALL)
                .map(reply -> reply.body().all())
                .recover(cause -> unanswered(cause).map(late -> Collections.nCopies(deliveries.size(), late)));
    }

    private static Future<Ack> unanswered(Throwable cause) {
        return cause instanceof ReplyException
                ? Future.succeededFuture(
                        new Ack.Deferred("journal_unavailable", "the journal did not answer in time", 2))
                : Future.failedFuture(cause);
    }

    private static DeliveryOptions local(String codec) {
        return new DeliveryOptions().setLocalOnly(true).setCodecName(codec).setSendTimeout(10_000);
    }
}
