package dev.signalbox.rulebook;

import dev.signalbox.rules.Table;
import dev.signalbox.rules.TableSource;
import dev.signalbox.table.CsvTable;
import dev.signalbox.table.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The reference data of a pack, as its rules see it. */
public final class Tables implements TableSource {

    static final String FOLDER = "tables";
    static final String CSV = ".csv";

    static final int MOST = 50;
    static final int MOST_CHARACTERS = 8 * 1024 * 1024;

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,62}");

    private final Set<String> names;
    private final Map<String, CsvTable> read;
    private final List<Diagnostic> diagnostics;

    private Tables(Set<String> names, Map<String, CsvTable> read, List<Diagnostic> diagnostics) {
        this.names = names;
        this.read = read;
        this.diagnostics = diagnostics;
    }

    /** Reads what can be read; what is wrong with the rest is among the {@link #diagnostics}. */
    public static Tables read(Pack pack) {
        Map<String, CsvTable> read = new TreeMap<>();
        List<Diagnostic> found = new ArrayList<>(amount(pack.tables()));
        new TreeMap<>(pack.tables()).forEach((name, csv) -> {
            if (!NAME.matcher(name).matches()) {
                found.add(Diagnostic.error(
                                Diagnostic.Spot.TOP,
                                "table-name",
                                "a table cannot be called \"" + name + '"',
                                "letters, digits, dashes and underscores, a letter first, at most 63")
                        .in(file(name)));
            }
            CsvTable.Read outcome = CsvTable.read(csv);
            if (outcome instanceof CsvTable.Read.Good good) {
                read.put(name, good.table());
            } else {
                Lines lines = new Lines(csv);
                ((CsvTable.Read.Bad) outcome).faults().forEach(fault -> found.add(fault(lines, fault, name)));
            }
        });
        return new Tables(Set.copyOf(pack.tables().keySet()), read, List.copyOf(found));
    }

    private static List<Diagnostic> amount(Map<String, String> tables) {
        int characters = tables.values().stream().mapToInt(String::length).sum();
        if (tables.size() <= MOST && characters <= MOST_CHARACTERS) {
            return List.of();
        }
        return List.of(Diagnostic.error(
                        Diagnostic.Spot.TOP,
                        "table-too-large",
                        "a pack may have " + MOST + " tables and " + MOST_CHARACTERS
                                + " characters in them, this one has " + tables.size() + " and " + characters,
                        "leave out what no rule reads")
                .in(file(tables.keySet().stream().sorted().findFirst().orElse(""))));
    }

    private static Diagnostic fault(Lines lines, Fault fault, String name) {
        return Diagnostic.error(lines.at(fault.from(), fault.to()), fault.code(), fault.message(), fault.hint())
                .in(file(name));
    }

    /** The file that a table stands in. */
    static String file(String name) {
        return FOLDER + '/' + name + CSV;
    }

    /** What is wrong with the texts of the tables; none of it is about how rules use them. */
    List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    /** All of them, whether they can be read or not. */
    public Set<String> names() {
        return names;
    }

    /** A table, when there is one of this name that can be read. */
    Optional<CsvTable> find(String name) {
        return Optional.ofNullable(read.get(name));
    }

    /** The columns of a table in their order, the key first; none when it cannot be read. */
    public List<String> columns(String name) {
        return find(name).map(CsvTable::columns).orElse(List.of());
    }

    @Override
    public Table table(String name) {
        return find(name).orElse(CsvTable.EMPTY);
    }
}
