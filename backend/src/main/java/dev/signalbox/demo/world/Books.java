package dev.signalbox.demo.world;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Stock and money of the shop. What is taken is counted as it is asked for, what goes out or comes back as the shop knows
 * the order: a reservation, charge or parcel that is made twice, or given back twice, leaves books that do not balance. Kept
 * by one thread.
 */
final class Books {

    private static final int MOST_REMEMBERED = 50_000;

    private final Map<String, Order> orders = new LinkedHashMap<>();
    private final Totals stock = new Totals();
    private final Totals money = new Totals();
    private long placed;
    private long confirmed;
    private long cancelled;

    private static final class Totals {
        private long taken;
        private long shipped;
        private long givenBack;
    }

    private static final class Order {
        private boolean placed;
        private boolean closed;
        private boolean reserved;
        private boolean charged;
        private long pieces;
        private long cents;

        private boolean isDone() {
            return closed && !reserved && !charged;
        }
    }

    /** The shop took an order. */
    void place(String order) {
        of(order).placed = true;
        placed++;
    }

    void reserve(String order, long pieces) {
        Order held = of(order);
        held.reserved = true;
        held.pieces = pieces;
        stock.taken += pieces;
    }

    void charge(String order, long cents) {
        Order held = of(order);
        held.charged = true;
        held.cents = cents;
        money.taken += cents;
    }

    void ship(String order) {
        Order held = of(order);
        stock.shipped += held.pieces;
        money.shipped += held.cents;
        held.reserved = false;
        held.charged = false;
    }

    /** Where nothing was reserved there are no pieces to give back. */
    void release(String order) {
        Order held = of(order);
        stock.givenBack += held.pieces;
        held.reserved = false;
    }

    /** Where nothing was charged there is no money to give back. */
    void refund(String order) {
        Order held = of(order);
        money.givenBack += held.cents;
        held.charged = false;
    }

    void confirm(String order) {
        confirmed += close(order);
    }

    void cancel(String order) {
        cancelled += close(order);
    }

    /** 1 for an order of the shop that was open, else 0. */
    private int close(String order) {
        Order held = of(order);
        boolean closes = held.placed && !held.closed;
        held.closed = true;
        return closes ? 1 : 0;
    }

    private Order of(String order) {
        Order held = orders.computeIfAbsent(order, key -> new Order());
        if (orders.size() > MOST_REMEMBERED) {
            orders.values().removeIf(Order::isDone);
        }
        return held;
    }

    Score.Account stock() {
        return account(stock, order -> order.reserved ? order.pieces : 0);
    }

    Score.Account money() {
        return account(money, order -> order.charged ? order.cents : 0);
    }

    private Score.Account account(Totals totals, ToLongFunction<Order> held) {
        long open = orders.values().stream().mapToLong(held).sum();
        return new Score.Account(totals.taken, totals.shipped, totals.givenBack, open);
    }

    Score.Orders orders() {
        return new Score.Orders(placed, confirmed, cancelled, placed - confirmed - cancelled);
    }
}
