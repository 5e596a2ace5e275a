package dev.signalbox.table;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads one table, and tells of the first faults when it is none. */
final class CsvReader {

    static final int MOST_BYTES = 4 * 1024 * 1024;
    static final int MOST_ROWS = 100_000;
    static final int MOST_COLUMNS = 100;

    private static final int MOST_FAULTS = 20;

    private final String csv;
    private final List<Fault> faults = new ArrayList<>();
    private final CsvRows rows;
    private final Map<String, Integer> columnOf = new HashMap<>();
    private final Map<String, Integer> rowOf = new HashMap<>();
    private int[] cells = new int[256];
    private int count;

    CsvReader(String csv) {
        this.csv = csv;
        this.rows = new CsvRows(csv, this::fault);
    }

    CsvTable.Read read() {
        if (csv.length() > MOST_BYTES || csv.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            fault(0, 1, "table-too-large", "a table may have 4 MiB, this one has more", "leave out what no rule reads");
            return new CsvTable.Read.Bad(faults);
        }
        List<String> columns = header(rows.next());
        int[] row = faults.isEmpty() ? rows.next() : new int[0];
        int known = 0;
        while (row.length > 0 && faults.size() < MOST_FAULTS) {
            if (faults.size() == known) {
                body(row, columns.size());
            }
            known = faults.size();
            row = rows.next();
        }
        return faults.isEmpty()
                ? new CsvTable.Read.Good(new CsvTable(
                        csv, columns, Arrays.copyOf(cells, count), Map.copyOf(columnOf), Map.copyOf(rowOf)))
                : new CsvTable.Read.Bad(List.copyOf(faults));
    }

    private List<String> header(int[] cells) {
        if (cells.length == 0) {
            fault(0, 1, "table-header", "a table begins with the names of its columns", "such as: key,value");
        }
        if (cells.length > MOST_COLUMNS) {
            int first = cells[MOST_COLUMNS];
            fault(
                    first,
                    Cell.end(csv, first),
                    "table-too-large",
                    "a table may have " + MOST_COLUMNS + " columns, this one has " + cells.length,
                    "leave out what no rule reads");
            return List.of();
        }
        List<String> columns = new ArrayList<>();
        for (int cell : cells) {
            String name = Cell.text(csv, cell);
            column(cell, name, columns.size());
            columns.add(name);
        }
        return List.copyOf(columns);
    }

    private void column(int cell, String name, int index) {
        int end = Cell.end(csv, cell);
        if (name.isBlank()) {
            fault(cell, end, "table-header", "column " + (index + 1) + " has no name", "give it one");
        } else if (name.indexOf(';') >= 0 || name.indexOf('\t') >= 0) {
            fault(
                    cell,
                    end,
                    "table-separator",
                    "cells are parted by commas, this header has " + (name.indexOf(';') >= 0 ? "semicolons" : "tabs"),
                    "save it as CSV with commas");
        } else if (columnOf.put(name, index) != null) {
            fault(cell, end, "table-header", "there are two columns " + name, "give one of them another name");
        }
    }

    private void body(int[] row, int columns) {
        String key = Cell.text(csv, row[0]);
        Integer before = rowOf.get(key);
        if (row.length != columns) {
            fault(
                    row[0],
                    Cell.end(csv, row[row.length - 1]),
                    "table-row",
                    "the header has " + columns + " cells, this row has " + row.length,
                    row.length > columns ? "put a cell with a comma in quotes" : "an empty cell needs its comma too");
        } else if (key.isBlank()) {
            fault(row[0], Cell.end(csv, row[0]), "table-key", "this row has no key", "the first cell is the key");
        } else if (before != null) {
            fault(
                    row[0],
                    Cell.end(csv, row[0]),
                    "table-key",
                    "the key " + key + " is in line " + line(cells[before * columns]) + " and again in line "
                            + line(row[0]),
                    "take one of the rows out");
        } else if (rowOf.size() == MOST_ROWS) {
            fault(
                    row[0],
                    Cell.end(csv, row[0]),
                    "table-too-large",
                    "a table may have " + MOST_ROWS + " rows, this one has more",
                    "leave out what no rule reads");
        } else {
            keep(row, key);
        }
    }

    private void keep(int[] row, String key) {
        if (count + row.length > cells.length) {
            cells = Arrays.copyOf(cells, Math.max(cells.length * 2, count + row.length));
        }
        System.arraycopy(row, 0, cells, count, row.length);
        count += row.length;
        rowOf.put(key, rowOf.size());
    }

    private int line(int index) {
        int line = 1;
        for (int i = 0; i < index; i++) {
            char now = csv.charAt(i);
            boolean first = now == '\r' || (now == '\n' && (i == 0 || csv.charAt(i - 1) != '\r'));
            line += first ? 1 : 0;
        }
        return line;
    }

    private void fault(int from, int to, String code, String message, String hint) {
        fault(new Fault(from, to, code, message, hint));
    }

    private void fault(Fault fault) {
        faults.add(fault);
    }
}
