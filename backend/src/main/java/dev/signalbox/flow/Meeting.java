package dev.signalbox.flow;

import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.journal.Write;
import dev.signalbox.flow.listen.Early;
import dev.signalbox.flow.listen.Listener;
import dev.signalbox.flow.listen.Listeners;
import dev.signalbox.flow.process.Definition;
import dev.signalbox.flow.process.Hearing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where events and those who wait for them meet: the partition of the value by which they find each other. Here they come one
 * after another, so that each event is heard, whoever was first.
 */
final class Meeting {

    private final Stages stages;
    private final int partition;
    private final Listeners listeners;
    private final Hearing hearing = new Hearing();

    /* Early events that came or were taken since the last commit, by the key of their hash. */
    private final Map<String, Map<Long, Early>> came = new HashMap<>();
    private final Map<String, List<Long>> taken = new HashMap<>();

    Meeting(Stages stages, int partition, Listeners listeners) {
        this.stages = stages;
        this.partition = partition;
        this.listeners = listeners;
    }

    /** An event that a listener takes. */
    record Hit(Listener listener, Told told) {}

    /** What was noted since the last commit is in Redis. */
    void settle() {
        came.clear();
        taken.clear();
    }

    int size() {
        return listeners.size();
    }

    /** Somebody listens from now on, unless an event that came before is what it awaits. */
    List<Hit> register(Listener listener, Work work) {
        String hash = stages.keys().listeners(partition);
        if (listeners.wasOver(listener.id())) {
            work.undoing(() -> listeners.expectOver(listener.id(), listener.since()));
            work.write(new Write.Remove(hash, List.of(listener.id())));
            return List.of();
        }
        List<Hit> hits = early(listener, work);
        if (hits.isEmpty() || listener.lasting()) {
            listeners.add(listener);
            work.undoing(() -> listeners.remove(listener.id()));
            work.write(new Write.Put(hash, Map.of(listener.id(), listener.json().toString())));
        }
        return hits;
    }

    private List<Hit> early(Listener listener, Work work) {
        String key = stages.keys()
                .early(partition, listener.ear().type(), listener.ear().value());
        List<Hit> hits = new ArrayList<>();
        for (Early early : early(key, listener)) {
            boolean old = early.at() < stages.clock().millis() - Early.HOUR;
            Told told = old || (!listener.lasting() && !hits.isEmpty()) ? null : read(early.position());
            if (told == null || !hears(listener, told)) {
                continue;
            }
            hits.add(new Hit(listener, told));
            if (!listener.shared()) {
                taken.computeIfAbsent(key, none -> new ArrayList<>()).add(early.position());
                work.undoing(() -> taken.getOrDefault(key, List.of()).remove(early.position()));
                work.write(new Write.Remove(key, List.of(Long.toString(early.position()))));
            }
        }
        return hits;
    }

    private List<Early> early(String key, Listener listener) {
        List<Early> all = new ArrayList<>(Patience.of("early events in partition " + partition, () -> stages.listeners()
                .early(partition, listener.ear().type(), listener.ear().value())
                .await()));
        all.addAll(came.getOrDefault(key, Map.of()).values());
        all.removeIf(early -> taken.getOrDefault(key, List.of()).contains(early.position()));
        all.sort(Comparator.comparingLong(Early::position));
        return all;
    }

    /** Null when the journal has forgotten it. */
    private @Nullable Told read(long position) {
        List<Entry> found = Patience.of(
                "an early event in partition " + partition,
                () -> stages.journal().read(partition, position - 1, 1).await());
        return found.isEmpty() || found.get(0).position() != position ? null : Told.of(found.get(0));
    }

    private boolean hears(Listener listener, Told told) {
        if (listener.origin().equals(told.id())) {
            return false;
        }
        Definition definition = Patience.of("a definition in partition " + partition, () -> stages.rulebooks()
                .definition(listener.definition(), listener.version()));
        return hearing.hears(
                definition,
                listener.ear(),
                listener.further(),
                told.json(),
                stages.clock().millis());
    }

    /** An event came. One that nobody has for himself is kept for who comes later. */
    List<Hit> offer(Told told, String type, String value, Work work) {
        List<Hit> hits = new ArrayList<>();
        boolean gone = false;
        for (Listener listener : listeners.of(type, value)) {
            if ((gone && !listener.shared()) || !hears(listener, told)) {
                continue;
            }
            hits.add(new Hit(listener, told));
            gone |= !listener.shared();
            if (!listener.lasting()) {
                forget(listener, work);
            }
        }
        if (!gone) {
            keep(told, stages.keys().early(partition, type, value), work);
        }
        return hits;
    }

    private void keep(Told told, String key, Work work) {
        long now = stages.clock().millis();
        Early early = new Early(told.position(), now, told.id());
        came.computeIfAbsent(key, none -> new HashMap<>()).put(early.position(), early);
        work.undoing(() -> came.getOrDefault(key, Map.of()).remove(early.position()));
        work.write(new Write.Put(key, Map.of(Long.toString(early.position()), early.text())));
        work.write(new Write.Expire(key, now + Early.HOUR));
    }

    private void forget(Listener listener, Work work) {
        listeners.remove(listener.id());
        work.undoing(() -> listeners.add(listener));
        work.write(new Write.Remove(stages.keys().listeners(partition), List.of(listener.id())));
    }

    /**
     * Somebody does not listen any more.
     *
     * @param near whether the instance is in this partition, so that what is not here never will be
     */
    void silence(String id, boolean near, Work work) {
        Listener gone = listeners.remove(id);
        if (gone != null) {
            work.undoing(() -> listeners.add(gone));
            work.write(new Write.Remove(stages.keys().listeners(partition), List.of(id)));
        } else if (!near) {
            String hash = stages.keys().listeners(partition);
            long now = stages.clock().millis();
            List<String> old = listeners.longOver(now);
            if (!old.isEmpty()) {
                old.forEach(listeners::wasOver);
                work.write(new Write.Remove(hash, old));
            }
            work.write(new Write.Put(hash, Map.of(id, listeners.expectOver(id, now))));
            work.undoing(() -> listeners.wasOver(id));
        }
    }
}
