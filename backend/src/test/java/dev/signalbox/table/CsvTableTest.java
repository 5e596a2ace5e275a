package dev.signalbox.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class CsvTableTest {

    /** A text, and its columns and cells row by row. */
    static Stream<Arguments> wellFormed() {
        return Stream.of(
                Arguments.of("a header alone", "key,value\n", List.of("key", "value"), List.of()),
                Arguments.of("no newline at the end", "k,v\na,1", List.of("k", "v"), List.of("a", "1")),
                Arguments.of(
                        "carriage returns", "k,v\r\na,1\r\nb,2\r\n", List.of("k", "v"), List.of("a", "1", "b", "2")),
                Arguments.of("a byte order mark", "\uFEFFk,v\na,1\n", List.of("k", "v"), List.of("a", "1")),
                Arguments.of("commas in quotes", "k,v\n\"Meyer, A\",1\n", List.of("k", "v"), List.of("Meyer, A", "1")),
                Arguments.of(
                        "quotes in quotes",
                        "k,v\na,\"say \"\"no\"\"\"\n",
                        List.of("k", "v"),
                        List.of("a", "say \"no\"")),
                Arguments.of(
                        "lines in quotes", "k,v\na,\"1\n2\"\nb,3\n", List.of("k", "v"), List.of("a", "1\n2", "b", "3")),
                Arguments.of("empty cells", "k,v,w\na,,\n", List.of("k", "v", "w"), List.of("a", "", "")),
                Arguments.of("an empty cell at the end", "k,v\na,", List.of("k", "v"), List.of("a", "")),
                Arguments.of("empty quotes", "k,v\na,\"\"\n", List.of("k", "v"), List.of("a", "")),
                Arguments.of("empty lines", "\nk,v\n\na,1\n\n", List.of("k", "v"), List.of("a", "1")),
                Arguments.of("one column", "k\na\nb\n", List.of("k"), List.of("a", "b")),
                Arguments.of("other scripts", "k,v\nMünchen,東京\n", List.of("k", "v"), List.of("München", "東京")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wellFormed")
    void a_text_is_read_as_rfc_4180_has_it(String what, String csv, List<String> columns, List<String> cells) {
        CsvTable table = good(csv);

        assertThat(table.columns()).isEqualTo(columns);
        assertThat(IntStream.range(0, table.size() * columns.size())
                        .mapToObj(i -> table.text(i / columns.size(), i % columns.size())))
                .isEqualTo(cells);
    }

    /** A text with » where a fault begins and « where it ends, the fault's code, and a part of its message. */
    static Stream<Arguments> faulty() {
        return Stream.of(
                Arguments.of("»«", "table-header", "begins with the names"),
                Arguments.of("k,»«\na,1\n", "table-header", "column 2 has no name"),
                Arguments.of("k,v,»v«\n", "table-header", "two columns v"),
                Arguments.of("»k;v«\na;1\n", "table-separator", "semicolons"),
                Arguments.of("»k\tv«\na\t1\n", "table-separator", "tabs"),
                Arguments.of("k,v\n»a«\n", "table-row", "the header has 2 cells, this row has 1"),
                Arguments.of("k,v\n»a,1,2«\n", "table-row", "this row has 3"),
                Arguments.of("k,v\n»«,1\n", "table-key", "has no key"),
                Arguments.of("k,v\na,1\nb,2\n»a«,3\n", "table-key", "in line 2 and again in line 4"),
                Arguments.of("k,v\n\"a\",1\r\n\"b\n\",2\r\n»a«,3\r\n", "table-key", "in line 2 and again in line 5"),
                Arguments.of("k,v\na,»\"«1\nb,2\n", "table-quote", "none ends it"),
                Arguments.of("k,v\na,\"1\"»2«\n", "table-quote", "2 stands behind them"),
                Arguments.of("k,v\na,»1\"2«\n", "table-quote", "does not begin with one: 1\"2"),
                Arguments.of("k,v\na,»\"«", "table-quote", "none ends it"));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("faulty")
    void a_fault_is_told_at_its_place(String marked, String code, String message) {
        String csv = marked.replace("»", "").replace("«", "");

        List<Fault> faults = bad(csv);

        assertThat(faults).hasSize(1);
        Fault fault = faults.get(0);
        assertThat(fault.code()).isEqualTo(code);
        assertThat(fault.message()).contains(message);
        assertThat(List.of(fault.from(), Math.min(csv.length(), fault.to())))
                .isEqualTo(List.of(marked.indexOf('»'), marked.indexOf('«') - 1));
    }

    @Test
    void what_is_too_large_is_refused() {
        String columns = String.join(
                ",", IntStream.rangeClosed(0, 100).mapToObj(i -> "c" + i).toList());
        StringBuilder rows = new StringBuilder("k\n");
        IntStream.rangeClosed(0, 100_000).forEach(i -> rows.append(i).append('\n'));
        String bytes = "k\n" + "ä".repeat(2 * 1024 * 1024);

        assertThat(Stream.of(columns, rows.toString(), bytes)
                        .map(text -> bad(text).get(0).code()))
                .containsOnly("table-too-large");
        assertThat(good(rows.substring(0, rows.lastIndexOf("100000"))).size()).isEqualTo(100_000);
    }

    @Test
    void a_cell_that_is_not_there_reads_as_nothing() {
        CsvTable table = good("country,max,open,name\nDE, 250.5 ,TRUE,Germany\nAT,many,,\n");

        assertThat(table.has("DE")).isTrue();
        assertThat(table.num("DE", "max")).isEqualTo(250.5);
        assertThat(table.bool("DE", "open")).isTrue();
        assertThat(table.str("DE", "name")).isEqualTo("Germany");
        assertThat(table.size()).isEqualTo(2);
        assertThat(Stream.of("AT", "FR", null).map(key -> table.num(key, "max")))
                .containsOnly(Double.NaN);
        assertThat(Stream.of("AT", "FR", null).map(key -> table.bool(key, "open")))
                .containsOnly(false);
        assertThat(Stream.of("AT", "FR", null).map(key -> table.str(key, "name")))
                .containsOnlyNulls();
        assertThat(table.str("DE", "nam")).isNull();
        assertThat(table.str("DE", null)).isNull();
        assertThat(Stream.of("FR", "", null, "de").map(table::has)).containsOnly(false);
        assertThat(Stream.of("0x10", "1d", "NaN", "1,5", "Infinity").map(CsvTable::number))
                .containsOnly(Double.NaN);
    }

    private static CsvTable good(String csv) {
        CsvTable.Read read = CsvTable.read(csv);
        assertThat(read).isInstanceOf(CsvTable.Read.Good.class);
        return ((CsvTable.Read.Good) read).table();
    }

    private static List<Fault> bad(String csv) {
        CsvTable.Read read = CsvTable.read(csv);
        assertThat(read).isInstanceOf(CsvTable.Read.Bad.class);
        return ((CsvTable.Read.Bad) read).faults();
    }
}
