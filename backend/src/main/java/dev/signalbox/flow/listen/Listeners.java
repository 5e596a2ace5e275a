package dev.signalbox.flow.listen;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.signalbox.event.Payload;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Those who wait for events in one partition; in Redis for the owners that come after. For one thread. */
public final class Listeners {

    /** What stands, with a time behind it, for one that was taken back before it was there. */
    private static final String OVER = "over ";

    /** So long its registration may be on its way at most, milliseconds; by then it was taken already when it was taken back. */
    private static final long LONGEST = 3_600_000;

    private static final Comparator<Listener> FIRST_COME =
            Comparator.comparingLong(Listener::since).thenComparing(listener -> listener.id());

    private record Meeting(String type, String value) {}

    private final Map<Meeting, TreeSet<Listener>> waiting = new HashMap<>();
    private final Map<String, Listener> byId = new HashMap<>();
    private final Map<String, Long> over = new HashMap<>();

    /** @param rows what was left in Redis, by id */
    public Listeners(Map<String, String> rows) {
        rows.forEach((id, text) -> {
            if (text.startsWith(OVER)) {
                over.put(id, Long.parseLong(text.substring(OVER.length())));
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

    /** One that is not there has been taken back: its registration is on its way, or it was taken meanwhile. What is to be kept. */
    @CanIgnoreReturnValue
    public String expectOver(String id, long now) {
        over.put(id, now);
        return OVER + now;
    }

    /** Whether it was taken back before it came; that is forgotten with the answer. */
    @CanIgnoreReturnValue
    public boolean wasOver(String id) {
        return over.remove(id) != null;
    }

    /** Those that were taken back so long ago that nothing comes any more. */
    public List<String> longOver(long now) {
        return over.entrySet().stream()
                .filter(each -> each.getValue() < now - LONGEST)
                .map(Map.Entry::getKey)
                .toList();
    }

    public int size() {
        return byId.size();
    }

    private static Meeting meeting(Listener listener) {
        return new Meeting(listener.ear().type(), listener.ear().value());
    }
}
