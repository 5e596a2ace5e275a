package dev.signalbox.flow.listen;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.signalbox.event.Payload;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Those who wait for events in one partition; in Redis for the owners that come after. For one thread. */
public final class Listeners {

    /** What stands for one that was taken back before it was there. */
    public static final String OVER = "over";

    private static final Comparator<Listener> FIRST_COME =
            Comparator.comparingLong(Listener::since).thenComparing(listener -> listener.id());

    private record Meeting(String type, String value) {}

    private final Map<Meeting, TreeSet<Listener>> waiting = new HashMap<>();
    private final Map<String, Listener> byId = new HashMap<>();
    private final Set<String> over = new HashSet<>();

    /** @param rows what was left in Redis, by id */
    public Listeners(Map<String, String> rows) {
        rows.forEach((id, text) -> {
            if (text.equals(OVER)) {
                over.add(id);
            } else {
                add(Listener.of(
                        Payload.of(text.getBytes(StandardCharsets.UTF_8)).json()));
            }
        });
    }

    public void add(Listener listener) {
        remove(listener.id());
        byId.put(listener.id(), listener);
        waiting.computeIfAbsent(meeting(listener), key -> new TreeSet<>(FIRST_COME))
                .add(listener);
    }

    /** The one that has gone; null when there was none. */
    @CanIgnoreReturnValue
    public @Nullable Listener remove(String id) {
        Listener gone = byId.remove(id);
        if (gone != null) {
            waiting.computeIfPresent(meeting(gone), (key, all) -> {
                all.remove(gone);
                return all.isEmpty() ? null : all;
            });
        }
        return gone;
    }

    /** Those who wait for events of a type and value, first come first. */
    public List<Listener> of(String type, String value) {
        return List.copyOf(waiting.getOrDefault(new Meeting(type, value), new TreeSet<>(FIRST_COME)));
    }

    /** One that is not there has been taken back: its registration is still on its way. */
    public void expectOver(String id) {
        over.add(id);
    }

    /** Whether it was taken back before it came; that is forgotten with the answer. */
    @CanIgnoreReturnValue
    public boolean wasOver(String id) {
        return over.remove(id);
    }

    public int size() {
        return byId.size();
    }

    private static Meeting meeting(Listener listener) {
        return new Meeting(listener.ear().type(), listener.ear().value());
    }
}
