package dev.signalbox.trace;

import java.util.List;
import java.util.function.Consumer;

/** Where stages tell their moments; whoever wants to know listens. Told from any thread. */
public final class Trace {

    private final List<Consumer<Moment>> listeners;

    /** Listeners are called on the telling thread and must neither block nor throw. */
    public Trace(List<Consumer<Moment>> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    public void tell(Moment moment) {
        for (Consumer<Moment> listener : listeners) {
            listener.accept(moment);
        }
    }
}
