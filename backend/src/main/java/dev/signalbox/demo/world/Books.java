package dev.signalbox.demo.world;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Stock, money and parcels of the shop. What is taken is counted as it is asked for, what goes out or comes back as the shop
 * knows the order: a reservation, charge or parcel that is made twice, or given back twice, leaves books that do not balance.
 * Kept by one thread.
 */
final class Books {

    /** Orders of which is known what became of them. */
    static final int MOST_REMEMBERED = 50_000;

    private static final int SHOWN = 5;
    private static final String PREFIX = "o-";

    private final Map<String, Held> orders = new LinkedHashMap<>();
    private final Totals stock = new Totals();
    private final Totals money = new Totals();
    private long parcels;
    private long placed;
    private long confirmed;
    private long cancelled;

    private static final class Totals {
        private long taken;
        private long shipped;
        private long givenBack;

        private long out() {
            return taken - givenBack;
        }
    }

    /** What the services hold of an order. */
    private static final class Held {
        private final Order order;
        private boolean closed;
        private boolean reserved;
        private boolean charged;
        private long pieces;
        private long cents;

        private Held(Order order) {
            this.order = order;
        }

        private boolean isDone() {
            return closed && !reserved && !charged;
        }
    }

    /** What the order with this number is called. */
    static String name(String number) {
        return PREFIX + number;
    }

    /** The shop took an order. */
    void place(String order, long pieces, long cents) {
        of(order).order.place(pieces, cents);
        placed++;
    }

    void reserve(String order, long pieces) {
        Held held = of(order);
        held.reserved = true;
        held.pieces = pieces;
        stock.taken += pieces;
        held.order.reserve(pieces);
    }

    void charge(String order, long cents) {
        Held held = of(order);
        held.charged = true;
        held.cents = cents;
        money.taken += cents;
        held.order.charge(cents);
    }

    void ship(String order) {
        Held held = of(order);
        stock.shipped += held.pieces;
        money.shipped += held.cents;
        parcels++;
        held.reserved = false;
        held.charged = false;
        held.order.ship();
    }

    /** Where nothing was sent there is no parcel to call back; what was in it is reserved and charged again. */
    void recall(String order) {
        Held held = of(order);
        if (held.order.isSent()) {
            stock.shipped -= held.pieces;
            money.shipped -= held.cents;
            parcels--;
            held.reserved = true;
            held.charged = true;
        }
        held.order.recall();
    }

    /** Where nothing was reserved there are no pieces to give back. */
    void release(String order) {
        Held held = of(order);
        stock.givenBack += held.pieces;
        held.reserved = false;
        held.order.release();
    }

    /** Where nothing was charged there is no money to give back. */
    void refund(String order) {
        Held held = of(order);
        money.givenBack += held.cents;
        held.charged = false;
        held.order.refund();
    }

    void confirm(String order) {
        confirmed += close(order);
        of(order).order.confirm();
    }

    void cancel(String order) {
        cancelled += close(order);
        of(order).order.cancel();
    }

    /** 1 for an order of the shop that was open, else 0. */
    private int close(String order) {
        Held held = of(order);
        boolean closes = held.order.placed() && !held.closed;
        held.closed = true;
        return closes ? 1 : 0;
    }

    private Held of(String order) {
        Held held = orders.computeIfAbsent(order, number -> new Held(new Order(number)));
        if (orders.size() > MOST_REMEMBERED) {
            orders.values().removeIf(Held::isDone);
        }
        return held;
    }

    Score.Account stock() {
        return account(stock, held -> held.reserved ? held.pieces : 0);
    }

    Score.Account money() {
        return account(money, held -> held.charged ? held.cents : 0);
    }

    private Score.Account account(Totals totals, ToLongFunction<Held> held) {
        long open = orders.values().stream().mapToLong(held).sum();
        return new Score.Account(totals.taken, totals.shipped, totals.givenBack, open);
    }

    Score.Orders orders() {
        return new Score.Orders(placed, confirmed, cancelled, placed - confirmed - cancelled);
    }

    /** What became of each order, and whether what the services have given out is what was sold. */
    Verdict verdict(long accepted, boolean once) {
        List<Order> finished = ended(Order.Ending.FINISHED);
        List<Order> wrong = orders.values().stream()
                .map(held -> held.order)
                .filter(order -> order.ending() == Order.Ending.OPEN || order.ending() == Order.Ending.NEITHER)
                .toList();
        return new Verdict(
                placed,
                accepted,
                finished.size(),
                ended(Order.Ending.COMPENSATED).size(),
                wrong.size(),
                wrong.stream().limit(SHOWN).map(Order::toString).toList(),
                new Verdict.Account(stock.out(), sum(finished, Order::soldPieces)),
                new Verdict.Account(money.out(), sum(finished, Order::soldCents)),
                new Verdict.Account(parcels, finished.size()),
                once);
    }

    private List<Order> ended(Order.Ending how) {
        return orders.values().stream()
                .map(held -> held.order)
                .filter(order -> order.ending() == how)
                .toList();
    }

    private static long sum(Collection<Order> orders, ToLongFunction<Order> amount) {
        return orders.stream().mapToLong(amount).sum();
    }
}
