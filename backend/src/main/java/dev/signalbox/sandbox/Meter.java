package dev.signalbox.sandbox;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the instrumented code of rules calls, on the thread that runs it. Code that runs without a budget is stopped at its
 * first step: a way around the budget is a defect of the hub and not a gift to a rule.
 */
public final class Meter {

    /** Copying or comparing this many characters or elements counts as one step. */
    private static final int AT_ONCE = 16;

    private static final int CAUGHT = 500;
    private static final int MATCH = 256;
    private static final int JOIN = 64;
    private static final int OBJECT = 32;
    private static final int REFERENCE = 8;

    private static final ThreadLocal<Place> CURRENT = ThreadLocal.withInitial(Place::new);

    /** Where the budget of a thread lies; it stays with the thread, for to look it up is cheaper than to put it there. */
    private static final class Place {
        private @Nullable Budget budget;
    }

    private Meter() {}

    /** Runs code of rules under a budget, which is not filled here. What it throws comes through. */
    public static <T> T within(Budget budget, Supplier<T> work) {
        Place place = CURRENT.get();
        Budget before = place.budget;
        place.budget = budget;
        try {
            return work.get();
        } finally {
            place.budget = before;
        }
    }

    /** The same for work without a result. */
    public static void within(Budget budget, Runnable work) {
        Place place = CURRENT.get();
        Budget before = place.budget;
        place.budget = budget;
        try {
            work.run();
        } finally {
            place.budget = before;
        }
    }

    private static Budget current() {
        Budget budget = CURRENT.get().budget;
        if (budget == null) {
            throw new Exhausted("it runs without a budget: this is a defect of the hub, please report it");
        }
        return budget;
    }

    /** A turn of a loop, a call of a method. */
    public static void step() {
        current().step(1);
    }

    /** Something was caught: to throw takes as long as many steps, the more the deeper the calls are. */
    public static void caught() {
        current().step(CAUGHT);
    }

    /** Facts that match a rule together. */
    public static void match() {
        Budget budget = current();
        budget.step(AT_ONCE);
        budget.hold(MATCH);
    }

    /** Facts that meet in a part of a rule's conditions: the engine keeps a row for them. */
    public static void joined() {
        Budget budget = current();
        budget.step(1);
        budget.hold(JOIN);
    }

    /** An object of a fixed size. */
    public static void object() {
        current().hold(OBJECT);
    }

    /** An array, before it is made, or whatever is as large as this. */
    public static void array(int length) {
        elements(length);
    }

    /** An array of arrays, before it is made. */
    public static void array(int rows, int columns) {
        elements((long) Math.max(0, rows) * (Math.max(0, columns) + 1L));
    }

    private static void elements(long count) {
        if (count > 0) {
            Budget budget = current();
            budget.step(count / AT_ONCE);
            budget.hold(OBJECT + REFERENCE * count);
        }
    }

    /** As many digits, before they are made. */
    public static void digits(int count) {
        elements(Math.abs((long) count) / 3);
    }

    /** A text that was joined from others. */
    public static void text(@Nullable String made) {
        current().hold(OBJECT + 2L * (made == null ? 0 : made.length()));
    }

    /** An operand of what takes time by its size. */
    public static void operand(@Nullable Object operand) {
        current().step(size(operand) / AT_ONCE);
    }

    /** An operand of what takes time and makes an object by its size. */
    public static void held(@Nullable Object operand) {
        long size = size(operand);
        Budget budget = current();
        budget.step(size / AT_ONCE);
        budget.hold(OBJECT + REFERENCE * size);
    }

    /** How much of a product there will be, before it is made. */
    static void product(long one, long times) {
        elements(times <= 0 || one <= 0 ? 0 : one > Integer.MAX_VALUE / times ? Integer.MAX_VALUE : one * times);
    }

    /** An operand of what takes time by the square of its size. */
    public static void square(@Nullable Object operand) {
        long size = size(operand);
        Budget budget = current();
        budget.step(size * Math.min(size, Integer.MAX_VALUE) / (AT_ONCE * AT_ONCE));
        budget.hold(OBJECT + size);
    }

    static void steps(long count) {
        current().step(count);
    }

    private static long size(@Nullable Object operand) {
        if (operand instanceof CharSequence text) {
            return text.length();
        } else if (operand instanceof Collection<?> all) {
            return all.size();
        } else if (operand instanceof Map<?, ?> map) {
            return map.size();
        } else if (operand instanceof BigDecimal number) {
            return Math.abs((long) number.scale()) + number.unscaledValue().bitLength() / 3;
        } else if (operand instanceof BigInteger number) {
            return number.bitLength() / 3;
        }
        return operand != null && operand.getClass().isArray() ? java.lang.reflect.Array.getLength(operand) : 0;
    }
}
