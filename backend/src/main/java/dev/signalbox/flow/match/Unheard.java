package dev.signalbox.flow.match;

import dev.signalbox.event.Event;
import dev.signalbox.rules.Hub;
import org.jspecify.annotations.Nullable;

/** What a muted rule is given to ask with: nothing it says is kept, so nothing of it is copied. */
final class Unheard implements Hub.Start, Hub.Emission, Hub.Cancellation {

    @Override
    public Unheard key(@Nullable Object key) {
        return this;
    }

    @Override
    public Unheard compensate() {
        return this;
    }

    @Override
    public Unheard subject(@Nullable Object subject) {
        return this;
    }

    @Override
    public Unheard with(String name, @Nullable Object value) {
        return this;
    }

    @Override
    public Unheard withData(Event event) {
        return this;
    }

    @Override
    public Unheard withEvent(Event event) {
        return this;
    }
}
