package dev.signalbox.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.signalbox.event.Payload;
import dev.signalbox.flow.journal.Write;
import dev.signalbox.flow.match.Decision;
import dev.signalbox.flow.match.Inserted;
import dev.signalbox.flow.match.Session;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the rules of one version have inserted and has not expired; in Redis for the owners that come after. A session that is
 * built again is given each fact at its moment, and its rules do not fire: what a rule inserts may depend on what one inserted
 * before, and that on what came before, back to the first event. Only what a new version would have inserted is found out by letting
 * it fire.
 */
final class Lasting {

    /** So many facts at most are one field: a commit has room for only so many fields. */
    private static final int TOGETHER = 500;

    /** So many are found before those are looked for that have expired since; then twice as many as were left. */
    private static final int MANY = 1_000;

    private static final String STATE = "state";

    private final TreeMap<Long, Row> rows = new TreeMap<>();
    private final PriorityQueue<Row> ends = new PriorityQueue<>(Comparator.comparingLong(Row::end));
    private final TreeMap<Long, Row> unsent = new TreeMap<>();
    private final TreeSet<Long> gone = new TreeSet<>();
    private final List<Fact> found = new ArrayList<>();
    private int room = MANY;
    private boolean unsentState;
    private int version;
    private boolean kept;
    private long number;

    /**
     * One fact and its moment.
     *
     * @param position of the entry that was decided; for a second of the clock, of the entry before it
     * @param second of the clock; 0 for an event
     * @param clock of the session
     */
    record Fact(long position, long second, long clock, Inserted inserted) {}

    /** What a decision has inserted, with its moment. */
    static List<Fact> facts(Session session, long position, Decision decision) {
        if (decision.inserted().isEmpty()) {
            return List.of();
        }
        long clock = decision.second() > 0 ? decision.second() : session.now();
        return decision.inserted().stream()
                .map(each -> new Fact(position, decision.second(), clock, each))
                .toList();
    }

    private record Row(long number, List<Fact> facts, long end) {}

    /** @param rows what was left in Redis */
    Lasting(Map<String, String> rows) {
        rows.forEach((field, text) -> {
            JsonNode json = Payload.of(text.getBytes(StandardCharsets.UTF_8)).json();
            if (field.equals(STATE)) {
                version = json.path("version").asInt();
                kept = json.path("kept").asBoolean();
            } else {
                var unusedRow = put(Long.parseLong(field), read(json));
            }
        });
    }

    /** Whether it holds all that the rules of this version have inserted. */
    boolean tells(int wanted) {
        return kept && version == wanted;
    }

    /** All facts in the order in which they were inserted. */
    List<Fact> facts() {
        return rows.values().stream().flatMap(row -> row.facts().stream()).toList();
    }

    /** What is there does not hold for the rules of this version: they are about to find out. */
    void find(int wanted) {
        version = wanted;
        kept = false;
        found.clear();
        List.copyOf(rows.values()).forEach(this::remove);
    }

    /** The rules have inserted this while they found out; what has expired by then is not held. */
    void found(Fact fact) {
        found.add(fact);
        if (found.size() >= room) {
            found.removeIf(
                    each -> each.inserted().canBeKept() && each.inserted().end() <= fact.clock());
            room = Math.max(MANY, 2 * found.size());
        }
    }

    /** What they have found out so far. */
    List<Fact> found() {
        return List.copyOf(found);
    }

    /** They have found out, up to a time of the clock. */
    void found(long clock) {
        kept = found.stream().allMatch(each -> each.inserted().canBeKept());
        unsentState = true;
        List<Fact> left =
                found.stream().filter(each -> each.inserted().end() > clock).toList();
        for (int from = 0; kept && from < left.size(); from += TOGETHER) {
            put(left.subList(from, Math.min(left.size(), from + TOGETHER)));
        }
        found.clear();
    }

    /** The rules have inserted this now. */
    void add(List<Fact> facts) {
        if (kept && !facts.isEmpty()) {
            if (facts.stream().allMatch(each -> each.inserted().canBeKept())) {
                put(List.copyOf(facts));
            } else {
                find(version);
                unsentState = true;
            }
        }
    }

    /** What was added last does not count. */
    void drop(List<Fact> facts) {
        Row last = rows.isEmpty() ? null : rows.lastEntry().getValue();
        if (last != null && last.facts().equals(facts)) {
            remove(last);
        }
    }

    /** Forgets what has expired. */
    void forget(long clock) {
        for (Row first = ends.peek(); first != null && first.end() <= clock; first = ends.peek()) {
            remove(first);
        }
    }

    /** What has changed since the last that was {@link #sent}. */
    List<Write> writes(String key) {
        if (!unsentState && unsent.isEmpty() && gone.isEmpty()) {
            return List.of();
        }
        List<Write> writes = new ArrayList<>();
        if (unsentState || !unsent.isEmpty()) {
            Map<String, String> fields = new HashMap<>();
            fields.put(STATE, "{\"version\":" + version + ",\"kept\":" + kept + '}');
            unsent.forEach((field, row) -> fields.put(Long.toString(field), text(row)));
            writes.add(new Write.Put(key, fields));
        }
        if (!gone.isEmpty()) {
            writes.add(new Write.Remove(key, gone.stream().map(String::valueOf).toList()));
        }
        return writes;
    }

    /** The writes go into a commit. */
    void sent() {
        unsentState = false;
        unsent.clear();
        gone.clear();
    }

    private void put(List<Fact> facts) {
        Row row = put(number + 1, facts);
        unsent.put(row.number(), row);
    }

    private Row put(long field, List<Fact> facts) {
        long end = facts.stream().mapToLong(each -> each.inserted().end()).max().orElse(0);
        Row row = new Row(field, facts, end);
        rows.put(field, row);
        ends.add(row);
        number = Math.max(number, field);
        return row;
    }

    private void remove(Row row) {
        rows.remove(row.number());
        ends.remove(row);
        if (unsent.remove(row.number()) == null) {
            gone.add(row.number());
        }
    }

    private static List<Fact> read(JsonNode row) {
        List<Fact> facts = new ArrayList<>();
        row.forEach(each -> facts.add(new Fact(
                each.path(0).asLong(),
                each.path(1).asLong(),
                each.path(2).asLong(),
                new Inserted(
                        each.path(3).asText(),
                        each.path(4).asText(),
                        each.path(5).asLong()))));
        return facts;
    }

    private static String text(Row row) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        row.facts().forEach(each -> all.addArray()
                .add(each.position())
                .add(each.second())
                .add(each.clock())
                .add(each.inserted().type())
                .add(each.inserted().fields())
                .add(each.inserted().end()));
        return all.toString();
    }
}
