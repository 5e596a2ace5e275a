package dev.signalbox.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.flow.match.Intention;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The newest of the changed moments, so many and so large that twenty back-tests fit into the memory of a hub. */
final class Changes {

    static final int MOST = 10_000;

    private static final long MOST_CHARACTERS = 4L * 1024 * 1024;
    private static final int LONGEST = 1_000;
    private static final int WIDEST = 50;
    private static final int USUAL = 400;

    private record Kept(Change change, long size) {}

    private final PriorityQueue<Kept> kept =
            new PriorityQueue<>((one, two) -> one.change().compareTo(two.change()));
    private long size;
    private long all;

    void add(@Nullable Change change) {
        if (change == null) {
            return;
        }
        all++;
        Change small = new Change(change.moment(), change.kinds(), small(change.before()), small(change.after()));
        Kept one = new Kept(small, size(small.before()) + size(small.after()) + USUAL);
        kept.add(one);
        size += one.size();
        while (kept.size() > MOST || size > MOST_CHARACTERS) {
            size -= kept.remove().size();
        }
    }

    long all() {
        return all;
    }

    /** Oldest first. */
    List<Change> kept() {
        return kept.stream().map(Kept::change).sorted().toList();
    }

    private static Version small(Version version) {
        return new Version(
                version.matched(),
                version.starts().stream()
                        .limit(WIDEST)
                        .map(start -> new Started(
                                start.id(),
                                start.rule(),
                                start.definition(),
                                start.key(),
                                small(start.input()),
                                start.verdict()))
                        .toList(),
                version.others().stream().limit(WIDEST).toList(),
                version.fault());
    }

    /** Large values are not kept, only how large they were; whether they differ is known by then. */
    private static JsonNode small(JsonNode input) {
        return input.isArray() ? small(JsonNodeFactory.instance.objectNode().set("events", input)) : fields(input);
    }

    private static JsonNode fields(JsonNode input) {
        ObjectNode small = JsonNodeFactory.instance.objectNode();
        input.properties().forEach(each -> {
            int length = each.getValue().toString().length();
            if (small.size() < WIDEST && length > LONGEST) {
                small.put(each.getKey(), "(" + length + " characters, not kept)");
            } else if (small.size() < WIDEST) {
                small.set(each.getKey(), each.getValue());
            }
        });
        return small;
    }

    private static long size(Version version) {
        long size = version.fault() == null ? 0 : version.fault().length();
        for (Started start : version.starts()) {
            size += USUAL + start.input().toString().length();
        }
        for (Intention other : version.others()) {
            size += BacktestJson.intention(other).toString().length();
        }
        return size;
    }
}
