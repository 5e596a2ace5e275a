package dev.signalbox.rulebook;

import dev.signalbox.rulebook.TableUse.Literal;
import dev.signalbox.table.CsvTable;
import dev.signalbox.words.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Whether the rules of a pack and its tables fit together. */
final class TableCheck {

    /** Methods that read a cell, and what a cell must be for them to find something in it. */
    private static final Map<String, Predicate<String>> READS = Map.of(
            "str", text -> true,
            "num", text -> !Double.isNaN(CsvTable.number(text)),
            "bool",
                    text -> text.strip().equalsIgnoreCase("true")
                            || text.strip().equalsIgnoreCase("false"));

    private static final Map<String, String> WANTED = Map.of("num", "a number", "bool", "true or false");
    private static final int MOST = 20;

    private final Pack pack;
    private final Tables tables;
    private final Lines lines;
    private final List<TableUse> uses;
    private final List<Diagnostic> found = new ArrayList<>();

    TableCheck(Pack pack, Tables tables) {
        this.pack = pack;
        this.tables = tables;
        this.lines = new Lines(pack.drl());
        this.uses = TableUse.in(pack.drl());
    }

    /** Diagnostics of the tables, and of how rules use them. */
    List<Diagnostic> check() {
        found.addAll(tables.diagnostics());
        uses.forEach(this::named);
        cells();
        tables.names().stream().sorted().forEach(this::spaces);
        unused();
        return found;
    }

    private void named(TableUse use) {
        Literal table = use.table();
        if (table == null) {
            return;
        }
        if (!tables.names().contains(table.text())) {
            unknown(
                    table,
                    "unknown-table",
                    "there is no table ",
                    tables.names(),
                    "add the file " + Tables.file(table.text()));
            return;
        }
        List<String> columns = tables.columns(table.text());
        Literal column = use.column();
        if (READS.containsKey(use.accessor())
                && column != null
                && !columns.isEmpty()
                && !columns.contains(column.text())) {
            unknown(
                    column,
                    "unknown-column",
                    "the table " + table.text() + " has no column ",
                    columns,
                    "it has " + String.join(", ", columns));
        }
    }

    private void unknown(Literal name, String code, String message, Collection<String> known, String hint) {
        Optional<String> meant = Nearest.to(name.text(), known);
        found.add(Diagnostic.error(
                        lines.at(name.from(), name.to()),
                        code,
                        message + '"' + name.text() + '"',
                        meant.map(word -> "did you mean \"" + word + "\"?").orElse(hint))
                .fixedBy(meant.map(word -> '"' + word + '"').orElse(null)));
    }

    /** Cells that rules read as what they are not: for a rule they are as good as empty. */
    private void cells() {
        Map<String, Map<String, Set<String>>> read = new TreeMap<>();
        for (TableUse use : uses) {
            if (use.table() != null && use.column() != null && WANTED.containsKey(use.accessor())) {
                read.computeIfAbsent(use.table().text(), name -> new TreeMap<>())
                        .computeIfAbsent(use.column().text(), column -> new TreeSet<>())
                        .add(use.accessor());
            }
        }
        read.forEach((name, columns) -> tables.find(name)
                .ifPresent(table -> columns.forEach((column, accessors) -> accessors.forEach(
                        accessor -> cells(name, table, table.columns().indexOf(column), accessor)))));
    }

    private void cells(String name, CsvTable table, int column, String accessor) {
        Lines csv = new Lines(pack.tables().getOrDefault(name, ""));
        int told = 0;
        for (int row = 0; column >= 0 && row < table.size() && told < MOST; row++) {
            String text = table.text(row, column);
            if (!text.isEmpty() && !READS.getOrDefault(accessor, any -> true).test(text)) {
                told++;
                found.add(Diagnostic.warning(
                                csv.at(table.start(row, column), table.end(row, column)),
                                "table-cell",
                                "rules read " + table.columns().get(column) + " as " + WANTED.get(accessor)
                                        + ", and this cell holds \"" + text + "\": it counts as empty",
                                accessor.equals("num") ? "write it such as 1234.5" : "write true or false")
                        .in(Tables.file(name)));
            }
        }
    }

    private void spaces(String name) {
        Lines csv = new Lines(pack.tables().getOrDefault(name, ""));
        tables.find(name).ifPresent(table -> {
            int told = 0;
            for (int row = 0; row < table.size() && told < MOST; row++) {
                String key = table.text(row, 0);
                if (!key.equals(key.strip())) {
                    told++;
                    found.add(Diagnostic.warning(
                                    csv.at(table.start(row, 0), table.end(row, 0)),
                                    "table-space",
                                    "the key \"" + key
                                            + "\" has blanks around it: only a text with the same blanks finds it",
                                    "take them away")
                            .fixedBy(csv.text().charAt(table.start(row, 0)) == '"' ? null : key.strip())
                            .in(Tables.file(name)));
                }
            }
        });
    }

    /** A name that is put together at run time, or that is misspelt, may mean any of them. */
    private void unused() {
        if (uses.stream()
                .anyMatch(use -> use.table() == null
                        || !tables.names().contains(use.table().text()))) {
            return;
        }
        tables.names().stream()
                .filter(name -> uses.stream()
                        .noneMatch(
                                use -> use.table() != null && use.table().text().equals(name)))
                .sorted()
                .forEach(name -> found.add(Diagnostic.warning(
                                Diagnostic.Spot.TOP,
                                "unused-table",
                                "no rule reads the table " + name,
                                "such as: Event( type == \"...\", table(\"" + name + "\").has(str(\"...\")) )")
                        .in(Tables.file(name))));
    }
}
