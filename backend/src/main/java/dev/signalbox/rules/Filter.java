package dev.signalbox.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.signalbox.event.Event;
import dev.signalbox.event.EventJson;
import dev.signalbox.jq.Jq;
import dev.signalbox.jq.JqFault;
import dev.signalbox.jq.Query;
import dev.signalbox.jq.QueryCompiler;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The filters of {@code schedule.on} that are more than an equal text, for the rules that the hub writes from it. They are
 * decided by the event alone, and take its receive time for now: a replay decides as live did.
 */
public final class Filter {

    private static final int STEPS = 100_000;
    private static final int REMEMBERED = 1_000;

    private static final ThreadLocal<Jq> JQ = ThreadLocal.withInitial(() -> new Jq(STEPS));
    private static final Map<String, Query> QUERIES = new ConcurrentHashMap<>();

    private Filter() {}

    /**
     * Whether an expression gives true for an attribute of the event, or the attribute itself. One that fails does not hold.
     *
     * @param attribute such as {@code data} or {@code subject}
     * @param expression jq, that was compiled before
     */
    public static boolean holds(Event event, String attribute, String expression) {
        JsonNode found = EventJson.of(event.envelope()).path(attribute);
        try {
            JsonNode given = JQ.get().evaluate(query(expression), found, name -> NullNode.instance, event.getAt());
            return Query.isYes(given, found);
        } catch (JqFault e) {
            return false;
        }
    }

    private static Query query(String expression) {
        if (QUERIES.size() > REMEMBERED) {
            QUERIES.clear();
        }
        return QUERIES.computeIfAbsent(expression, Filter::compiled);
    }

    private static Query compiled(String expression) {
        try {
            return QueryCompiler.compile(expression, Set.of());
        } catch (QueryCompiler.Refused e) {
            throw new IllegalArgumentException("`" + expression + "` is no expression of jq: " + e.getMessage(), e);
        }
    }
}
