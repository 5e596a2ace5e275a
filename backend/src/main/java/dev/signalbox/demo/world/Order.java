package dev.signalbox.demo.world;

import java.util.Locale;

/** One order: what the shop has sold, and what was done for it since. Kept by one thread. */
final class Order {

    private final String number;
    private long soldPieces;
    private long soldCents;
    private boolean placed;
    private final Item pieces = new Item();
    private final Item cents = new Item();
    private final Item parcels = new Item();
    private int confirmed;
    private int cancelled;

    /** How an order has ended. */
    enum Ending {
        /** The shop has not heard of any end. */
        OPEN,
        /** Reserved, charged, sent and confirmed, each once and as it was sold. */
        FINISHED,
        /** Cancelled, and nothing is left of what was done for it. */
        COMPENSATED,
        /** The shop was told one end, and the services have another. */
        NEITHER
    }

    /** Something that was taken for the order, and may have been given back. */
    private static final class Item {
        private long taken;
        private long back;

        private long left() {
            return taken - back;
        }

        private void take(long amount) {
            taken += amount;
        }

        /** All that is left of it. */
        private void giveBack() {
            back = taken;
        }
    }

    Order(String number) {
        this.number = number;
    }

    void place(long morePieces, long moreCents) {
        placed = true;
        soldPieces = morePieces;
        soldCents = moreCents;
    }

    void reserve(long amount) {
        pieces.take(amount);
    }

    void release() {
        pieces.giveBack();
    }

    void charge(long amount) {
        cents.take(amount);
    }

    void refund() {
        cents.giveBack();
    }

    void ship() {
        parcels.take(1);
    }

    void recall() {
        parcels.giveBack();
    }

    void confirm() {
        confirmed++;
    }

    void cancel() {
        cancelled++;
    }

    boolean isSent() {
        return parcels.left() > 0;
    }

    boolean placed() {
        return placed;
    }

    long soldPieces() {
        return soldPieces;
    }

    long soldCents() {
        return soldCents;
    }

    Ending ending() {
        if (confirmed + cancelled == 0) {
            return Ending.OPEN;
        }
        if (confirmed == 1 && cancelled == 0 && has(soldPieces, soldCents, 1)) {
            return Ending.FINISHED;
        }
        return cancelled == 1 && confirmed == 0 && has(0, 0, 0) ? Ending.COMPENSATED : Ending.NEITHER;
    }

    private boolean has(long wantedPieces, long wantedCents, long wantedParcels) {
        return pieces.left() == wantedPieces && cents.left() == wantedCents && parcels.left() == wantedParcels;
    }

    /** All that is known of it, for a person who has to find out what went wrong. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: confirmed %d times, cancelled %d times; %d of %d pieces reserved, %d released; %.2f of %.2f charged,"
                        + " %.2f refunded; %d parcels sent, %d recalled",
                number,
                confirmed,
                cancelled,
                pieces.taken,
                soldPieces,
                pieces.back,
                cents.taken / 100.0,
                soldCents / 100.0,
                cents.back / 100.0,
                parcels.taken,
                parcels.back);
    }
}
