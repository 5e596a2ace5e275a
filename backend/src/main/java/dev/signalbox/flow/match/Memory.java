package dev.signalbox.flow.match;

import dev.signalbox.event.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.drools.core.common.InternalFactHandle;
import org.jspecify.annotations.Nullable;
import org.kie.api.event.rule.DefaultRuleRuntimeEventListener;
import org.kie.api.event.rule.ObjectInsertedEvent;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.EventHandle;
import org.kie.api.runtime.rule.FactHandle;

/**
 * What a session holds for later joins, until the rule window has passed over it. Of each type there are only so many: one
 * more event has the first one leave early, one more of what rules insert is a breach.
 *
 * <p>What is held of a type is always the last to end of all that have come and not ended, so it does not matter from where on
 * a replay has seen them.
 */
final class Memory extends DefaultRuleRuntimeEventListener {

    /* An event without its data, and with it: measured with a rule that counts by a field, see adr/0024. */
    private static final int FACT = 1_800;
    private static final int TIMES_DATA = 4;

    private final Rules rules;
    private final KieSession engine;
    private final Supplier<String> firing;
    private final Map<String, Shelf> events = new HashMap<>();
    private final Map<Class<?>, Shelf> declared = new HashMap<>();
    private volatile List<Shelf> shelves = List.of();
    private long next = Long.MAX_VALUE;
    private long number;
    private RuleFault.@Nullable TooMany over;
    private @Nullable Shelf full;
    private final List<Shelf.Held> fresh = new ArrayList<>();

    /** @param firing the rule that is firing, as {@code pack/rule} */
    Memory(Rules rules, KieSession engine, Supplier<String> firing) {
        this.rules = rules;
        this.engine = engine;
        this.firing = firing;
    }

    /**
     * Holds an event until its window has passed over it.
     *
     * @return whether one had to leave early for it; what matches only because of that is left to the caller
     */
    boolean hold(Event event, FactHandle handle) {
        Shelf shelf = shelf(event.getType());
        int size = event.envelope().data().size();
        int bytes = FACT + (int) Math.min(Integer.MAX_VALUE - FACT, (long) TIMES_DATA * size);
        hold(shelf, new Shelf.Held(event.getTime() + shelf.lifetime(), number++, handle, bytes));
        if (!shelf.isOver()) {
            return false;
        }
        Shelf.Held first = shelf.take();
        forget(first.handle());
        if (first.end() <= next) {
            next = soonest();
        }
        full = shelf;
        return true;
    }

    private void hold(Shelf shelf, Shelf.Held more) {
        shelf.add(more);
        next = Math.min(next, more.end());
    }

    private Shelf shelf(String type) {
        Shelf known = events.get(rules.interest().names(type) ? type : Remembered.OTHERS);
        return known == null ? newShelf(type) : known;
    }

    private Shelf newShelf(String type) {
        String name = rules.interest().names(type) ? type : Remembered.OTHERS;
        long window = rules.interest().window(type).toMillis();
        Shelf made = shown(new Shelf(name, false, window, rules.limits().events()));
        events.put(name, made);
        return made;
    }

    private Shelf shown(Shelf made) {
        List<Shelf> more = new ArrayList<>(shelves);
        more.add(made);
        shelves = List.copyOf(more);
        return made;
    }

    /** What a rule has inserted leaves as events do: the engine would let fire what its end makes match. */
    @Override
    public void objectInserted(ObjectInsertedEvent inserted) {
        if (!(inserted.getObject() instanceof Event) && inserted.getFactHandle() instanceof EventHandle handle) {
            Shelf shelf = declared.computeIfAbsent(inserted.getObject().getClass(), this::newShelf);
            if (shelf.lifetime() >= 0) {
                long end = handle.getStartTimestamp() + shelf.lifetime();
                Shelf.Held held = new Shelf.Held(end, number++, inserted.getFactHandle(), FACT);
                hold(shelf, held);
                fresh.add(held);
            }
            if (shelf.isOver() && !firing.get().isEmpty()) {
                over = new RuleFault.TooMany(firing.get(), shelf);
                throw over;
            }
        }
    }

    private Shelf newShelf(Class<?> type) {
        return shown(new Shelf(
                type.getSimpleName(), true, rules.lifetime(type), rules.limits().facts()));
    }

    /** Fails when a rule has inserted too much, also where its code has caught that. */
    void check() {
        if (over != null) {
            throw over;
        }
    }

    /** Begins another evaluation. */
    void clear() {
        fresh.clear();
        full = null;
    }

    /** The type of which one had to leave early in this evaluation; empty when there was room. */
    String forgotten() {
        return full == null ? "" : full.type();
    }

    /** What the author of this evaluation's rules should know, in a list for more of it. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (full != null) {
            warnings.add(full.warning());
        }
        return warnings;
    }

    /** What rules have inserted in this evaluation. */
    List<Inserted> inserted() {
        return fresh.isEmpty()
                ? List.of()
                : fresh.stream().map(Memory::inserted).toList();
    }

    private static Inserted inserted(Shelf.Held held) {
        Object fact = ((InternalFactHandle) held.handle()).getObject();
        return new Inserted(fact.getClass().getName(), Declared.text(fact), held.end());
    }

    /** When the next one leaves, milliseconds since the epoch. */
    long next() {
        return next;
    }

    /**
     * Takes those away whose time has come, in their order.
     *
     * @return whether there were any; what matches only because of that is left to the caller
     */
    boolean leave(long now) {
        if (now < next) {
            return false;
        }
        List<Shelf.Held> leaving = new ArrayList<>();
        for (Shelf shelf : shelves) {
            while (shelf.next() <= now) {
                leaving.add(shelf.take());
            }
        }
        leaving.sort(Shelf.FIRST);
        leaving.forEach(each -> forget(each.handle()));
        next = soonest();
        return true;
    }

    private long soonest() {
        long soonest = Long.MAX_VALUE;
        for (Shelf shelf : shelves) {
            soonest = Math.min(soonest, shelf.next());
        }
        return soonest;
    }

    private void forget(FactHandle handle) {
        if (engine.getObject(handle) != null) {
            engine.delete(handle);
        }
    }

    /** What there is of each type, in the order in which the types came. For any thread. */
    List<Remembered> remembered() {
        return shelves.stream().map(Shelf::remembered).toList();
    }
}
