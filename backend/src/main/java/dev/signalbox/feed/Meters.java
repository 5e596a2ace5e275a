package dev.signalbox.feed;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Meters by what they count, of which there are never more than so many: what comes after that is counted as the rest. */
final class Meters<K, M> {

    private final Map<K, M> known = new ConcurrentHashMap<>();
    private final int most;
    private final K rest;
    private final Supplier<M> fresh;

    Meters(int most, K rest, Supplier<M> fresh) {
        this.most = most;
        this.rest = rest;
        this.fresh = fresh;
    }

    M of(K what) {
        M meter = known.get(what);
        return meter != null ? meter : known.computeIfAbsent(name(what), any -> fresh.get());
    }

    /** What it is counted as. */
    K name(K what) {
        return known.containsKey(what) || known.size() < most ? what : rest;
    }

    void forEach(BiConsumer<K, M> action) {
        known.forEach(action);
    }

    int size() {
        return known.size();
    }
}
