package dev.signalbox.admin;

import dev.signalbox.event.Event;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.match.History;
import dev.signalbox.flow.match.Recall;
import dev.signalbox.flow.match.Rules;
import io.vertx.core.Future;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Brings the rules back to the moment before an entry, off the event loops and few at a time. */
@FunctionalInterface
public interface LookBack {

    /**
     * @param seen is told of each event that is replayed
     * @param look at the session while it stands there; it is closed afterwards
     */
    <T> Future<T> to(Entry entry, Rules rules, Consumer<Event> seen, BiFunction<Recall, History, T> look);

    /** Too many wait in line already. */
    final class Busy extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Busy() {
            super("too many explanations wait in line", null, false, false);
        }
    }
}
