package dev.signalbox.table;

import dev.signalbox.rules.Table;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table that was read from CSV. It keeps the text and where each cell begins, and no object for a cell: a large table
 * takes little more memory than its text.
 */
public final class CsvTable implements Table {

    /** A table that holds nothing. */
    public static final CsvTable EMPTY = new CsvTable("", List.of(), new int[0], Map.of(), Map.of());

    private final String csv;
    private final List<String> columns;
    private final int[] cells;
    private final Map<String, Integer> columnOf;
    private final Map<String, Integer> rowOf;

    /**
     * @param cells where each cell begins, row after row
     * @param rowOf row of each key, from 0
     */
    CsvTable(String csv, List<String> columns, int[] cells, Map<String, Integer> columnOf, Map<String, Integer> rowOf) {
        this.csv = csv;
        this.columns = columns;
        this.cells = cells;
        this.columnOf = columnOf;
        this.rowOf = rowOf;
    }

    /** What became of a text: a table, or what is wrong with it. */
    public sealed interface Read {

        record Good(CsvTable table) implements Read {}

        /** @param faults at least one, in the order of the text; the first ones of many */
        record Bad(List<Fault> faults) implements Read {}
    }

    /** Reads a text as RFC 4180 has it, with a header. */
    public static Read read(String csv) {
        return new CsvReader(csv).read();
    }

    /** The columns in their order; the first one is the key. */
    public List<String> columns() {
        return columns;
    }

    @Override
    public boolean has(@Nullable String key) {
        return key != null && rowOf.containsKey(key);
    }

    @Override
    public @Nullable String str(@Nullable String key, @Nullable String column) {
        Integer row = key == null ? null : rowOf.get(key);
        Integer index = column == null ? null : columnOf.get(column);
        if (row == null || index == null) {
            return null;
        }
        String text = text(row, index);
        return text.isEmpty() ? null : text;
    }

    @Override
    public double num(@Nullable String key, @Nullable String column) {
        String text = str(key, column);
        return text == null ? Double.NaN : number(text);
    }

    @Override
    public boolean bool(@Nullable String key, @Nullable String column) {
        String text = str(key, column);
        return text != null && "true".equalsIgnoreCase(text.strip());
    }

    @Override
    public int size() {
        return rowOf.size();
    }

    /** What stands in a cell, by its numbers from 0. */
    public String text(int row, int column) {
        return Cell.text(csv, start(row, column));
    }

    /** Index in the text where a cell begins. */
    public int start(int row, int column) {
        return cells[row * columns.size() + column];
    }

    /** Index in the text behind a cell. */
    public int end(int row, int column) {
        return Cell.end(csv, start(row, column));
    }

    /** The number that a text is, NaN when it is none. */
    public static double number(String text) {
        try {
            return new BigDecimal(text.strip()).doubleValue();
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
