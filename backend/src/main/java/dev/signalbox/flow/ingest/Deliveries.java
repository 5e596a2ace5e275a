package dev.signalbox.flow.ingest;

import java.util.List;

/** Deliveries of one source whose order counts. They travel together, and so do their acks. */
record Deliveries(List<Delivery> all) {

    /** One for each, in the same order. */
    record Acks(List<Ack> all) {}
}
