package dev.signalbox.flow.match;

import dev.signalbox.event.Event;
import dev.signalbox.schema.EventSchema;
import dev.signalbox.schema.Violation;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What the data of events must be like, so that rules see them: the schemas of all packs of a version, by type. */
final class Schemas {

    /** What a cause in the quarantine begins with. */
    static final String CAUSE = "schema: ";

    private final Map<String, Owned> types = new HashMap<>();

    private record Owned(String pack, EventSchema schema) {}

    Schemas(Collection<PackRules> packs) {
        packs.forEach(
                pack -> pack.schemas().forEach((type, schema) -> types.put(type, new Owned(pack.pack(), schema))));
    }

    /**
     * Whether an event is not what it must be, so that no rule sees it, in a replay neither. Costs one look-up for a type
     * without schema.
     *
     * @param version of the rulebook; 0 for a draft
     * @param quietly whether nobody wants to know why
     * @throws RuleFault to tell why, without any value of the event
     */
    boolean hides(Event event, int version, boolean quietly) {
        Owned owned = types.get(event.getType());
        if (owned == null) {
            return false;
        }
        EventSchema.Found found = owned.schema().check(event.envelope().data().json());
        if (!found.isEmpty() && !quietly) {
            throw RuleFault.refused(told(event.getType(), owned.pack(), version, found));
        }
        return !found.isEmpty();
    }

    private static String told(String type, String pack, int version, EventSchema.Found found) {
        String first = found.first().stream().map(Violation::toString).collect(Collectors.joining("; "));
        int more = found.count() - found.first().size();
        return CAUSE + "not what schemas/" + type + ".schema.json of pack " + pack
                + (version == 0 ? "" : ", version " + version + ',')
                + " wants: " + first + (more == 0 ? "" : "; and " + more + " more")
                + ". Mend what its sender sends; or the schema, and replay the quarantine";
    }
}
