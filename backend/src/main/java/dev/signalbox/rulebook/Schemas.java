package dev.signalbox.rulebook;

import dev.signalbox.rulebook.Diagnostic.Spot;
import dev.signalbox.schema.EventSchema;
import dev.signalbox.schema.Fault;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The schemas of a pack by the types of events that they are for, and what is wrong with them. */
final class Schemas {

    static final String FOLDER = "schemas";
    static final String ENDING = ".schema.json";

    private static final int MOST = 50;

    /** Alarms of the hub itself come to those who wait for them, whatever a pack says. */
    private static final String OWN = "signalbox.";

    private final Map<String, EventSchema> read = new TreeMap<>();
    private final List<Diagnostic> diagnostics = new ArrayList<>();

    private Schemas() {}

    /** Reads what can be read; what is wrong with the rest is among the {@link #diagnostics}. */
    static Schemas read(Pack pack) {
        Schemas schemas = new Schemas();
        new TreeMap<>(pack.schemas()).forEach(schemas::read);
        if (pack.schemas().size() > MOST) {
            String first = new TreeMap<>(pack.schemas()).firstKey();
            schemas.add(
                    first,
                    Diagnostic.error(
                            Spot.TOP,
                            "schema-many",
                            "a pack may have " + MOST + " schemas, this one has "
                                    + pack.schemas().size(),
                            "put some into another pack"));
        }
        return schemas;
    }

    private void read(String type, String text) {
        if (type.startsWith(OWN)) {
            add(
                    type,
                    Diagnostic.error(
                            Spot.TOP,
                            "schema-own",
                            "events of the hub itself have no schema: " + type,
                            "what rules emit may have one, under another type"));
            return;
        }
        EventSchema.Read outcome = EventSchema.read(text);
        Lines lines = new Lines(text);
        outcome.faults().forEach(fault -> add(type, diagnostic(lines, fault)));
        if (outcome.schema() != null) {
            read.put(type, outcome.schema());
        }
    }

    private static Diagnostic diagnostic(Lines lines, Fault fault) {
        Spot spot = lines.at(fault.from(), fault.to());
        return Diagnostic.of("", spot, fault.severity(), fault.code(), fault.message())
                .hinted(fault.hint())
                .fixedBy(fault.fix());
    }

    private void add(String type, Diagnostic found) {
        diagnostics.add(found.in(file(type)));
    }

    /** A type of events has one schema in all packs. */
    static List<Diagnostic> shared(Pack pack, Collection<Pack> others) {
        List<Diagnostic> found = new ArrayList<>();
        for (Pack other : others) {
            pack.schemas().keySet().stream()
                    .filter(type ->
                            !other.name().equals(pack.name()) && other.schemas().containsKey(type))
                    .sorted()
                    .forEach(type -> found.add(Diagnostic.error(
                                    Spot.TOP,
                                    "schema-taken",
                                    "the packs " + pack.name() + " and " + other.name()
                                            + " both have a schema for the type " + type,
                                    "types of events are global: keep it in one of them")
                            .in(file(type))));
        }
        return found;
    }

    /** The file that a schema stands in. */
    static String file(String type) {
        return FOLDER + '/' + type + ENDING;
    }

    List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    /** Those that can be used, by type. */
    Map<String, EventSchema> all() {
        return Map.copyOf(read);
    }
}
