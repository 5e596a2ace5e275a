package dev.signalbox.rulebook;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.flow.match.Decision;
import dev.signalbox.flow.match.Intention;
import dev.signalbox.flow.match.Rules;
import dev.signalbox.flow.match.Session;
import dev.signalbox.testing.Until;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where rules may read a table, and which table they read. */
final class TablesTest {

    private static final Checker CHECKER = new Checker();

    private static final Map<String, String> TABLES =
            Map.of("vip", "customer,name,open\nmeyer,Anna,true\n", "limits", "country,max\nDE,100\nAT,200\n");

    private static final String VIP = """
            function boolean vip(String customer) {
                return table("vip").has(customer);
            }

            """;

    /** By their names: conditions that hold when Anna Meyer of Germany pays 150, and not when Mr Schulze of France does. */
    private static final Map<String, String> PLACES = Map.ofEntries(
            entry("a constraint", "Event( type == 'a', table('vip').has(str('customer')) )"),
            entry(
                    "a negated constraint",
                    "Event( type == 'a', !table('vip').has(str('none')), table( 'vip' ).has( str( 'customer' ) ) )"),
            entry("a comparison", "Event( type == 'a', num('total') > table('limits').num(str('country'), 'max') )"),
            entry(
                    "the left side of a comparison",
                    "Event( type == 'a', table('limits').num(str('country'), 'max') < num('total') )"),
            entry("a text", "Event( type == 'a', table('vip').str(str('customer'), 'name') == 'Anna' )"),
            entry("a boolean", "Event( type == 'a', table('vip').bool(str('customer'), 'open') )"),
            entry(
                    "either of two",
                    "Event( type == 'a', table('vip').has('nobody') || table('vip').has(str('customer')) )"),
            entry("the size", "Event( type == 'a', table('limits').size() == 2, str('customer') == 'meyer' )"),
            entry("this", "Event( type == 'a', table('vip').has(this.str('customer')) )"),
            entry(
                    "a binding",
                    "Event( type == 'a', $name : table('vip').str(str('customer'), 'name'), $name == 'Anna' )"),
            entry("a bound value", "Event( type == 'a', $c : str('customer'), table('vip').has($c) )"),
            entry("an eval", "$e : Event( type == 'a' ) eval( table('vip').has($e.str('customer')) )"),
            entry(
                    "a join",
                    "$e : Event( type == 'a', $c : str('customer') ) Event( type == 'a', this == $e, table('vip').has($c) )"),
            entry("a function", "Event( type == 'a', vip(str('customer')) )"),
            entry(
                    "an absence",
                    "$e : Event( type == 'a' ) not Event( type == 'a', !table('vip').has(str('customer')) )"),
            entry(
                    "an accumulate",
                    "$e : Event( type == 'a' ) accumulate( Event( type == 'a', table('vip').has(str('customer')),"
                            + " this before[0s, 5m] $e ); $n : count(1); $n >= 1 )"),
            entry(
                    "a sum",
                    "$e : Event( type == 'a' ) accumulate( Event( type == 'a', this before[0s, 5m] $e,"
                            + " $max : table('limits').num(str('country'), 'max') ); $s : sum( $max ); $s == 100.0 )"));

    private static Rules places;

    @BeforeAll
    static void compile() {
        StringBuilder drl = new StringBuilder(VIP);
        PLACES.forEach((name, condition) -> drl.append(
                "rule \"%s\" when %s then hub.start( \"s\" ); end\n".formatted(name, condition.replace('\'', '"'))));
        places = rules(Forms.pack("shop", drl.toString()), TABLES);
    }

    static Set<String> places() {
        return PLACES.keySet();
    }

    @ParameterizedTest
    @MethodSource("places")
    void a_table_is_read_in(String place) {
        assertThat(starts(places, "meyer", "DE", 150))
                .extracting(Intention.Start::rule)
                .contains("shop/" + place);
        assertThat(starts(places, "schulze", "FR", 150))
                .extracting(Intention.Start::rule)
                .doesNotContain("shop/" + place);
    }

    @Test
    void a_consequence_reads_a_table() {
        String drl = Forms.pack("shop", """
                rule "r" when
                    $e : Event( type == "a" )
                then
                    hub.start( "s" ).key( table( "vip" ).str( $e.str( "customer" ), "name" ) )
                        .with( "max", table( "limits" ).num( $e.str( "country" ), "max" ) ).with( "rows", table( "none" + "").size() );
                end
                """);

        List<Intention.Start> starts = starts(rules(drl, TABLES), "meyer", "AT", 1);

        assertThat(starts).extracting(Intention.Start::key).containsExactly("Anna");
        assertThat(starts.get(0).input().toString()).contains("max=200.0", "rows=0");
    }

    @Test
    void each_version_reads_its_own_tables_at_the_same_time() {
        String drl = Forms.pack(
                "shop",
                "rule \"r\" when Event( type == \"a\", table(\"vip\").has(str(\"customer\")) )"
                        + " then hub.start( \"s\" ); end");
        Rules one = rules(drl, TABLES);
        Rules two = rules(drl, Map.of("vip", "customer\nschulze\n"));

        assertThat(starts(one, "meyer", "DE", 1)).hasSize(1);
        assertThat(starts(two, "meyer", "DE", 1)).isEmpty();
        assertThat(starts(two, "schulze", "DE", 1)).hasSize(1);
        assertThat(starts(one, "schulze", "DE", 1)).isEmpty();
    }

    @Test
    void tables_go_with_the_version_that_reads_them() {
        String drl = Forms.pack(
                "shop",
                "rule \"r\" when Event( type == \"a\", table(\"vip\").has(str(\"customer\")) )"
                        + " then hub.start( \"s\" ); end");
        Tables tables = Tables.read(new Pack("shop", drl, Map.of(), null, Map.of(), TABLES));
        WeakReference<Tables> held = new WeakReference<>(tables);
        Rules rules = rules(drl, tables);
        assertThat(starts(rules, "meyer", "DE", 1)).hasSize(1);

        rules = null;
        tables = null;

        Until.holds("the tables are collected", Duration.ofSeconds(20), () -> {
            System.gc();
            return held.get() == null;
        });
    }

    /** Rules and tables with one mark where a diagnosis begins, its code and a part of what it says. */
    static Stream<Arguments> diagnosed() {
        String use = "table(\"vip\").has(str(\"c\"))";
        return Stream.of(
                Arguments.of("table(»\"vipp\").has(str(\"c\"))", "c\na\n", "unknown-table", "did you mean \"vip\"?"),
                Arguments.of(
                        use + " || table( »\"limits\" ).has(\"a\")",
                        "c\na\n",
                        "unknown-table",
                        "add the file tables/limits.csv"),
                Arguments.of(
                        "table(\"vip\").num(str(\"c\"), »\"maxx\") > 1",
                        "c,max\na,1\n",
                        "unknown-column",
                        "did you mean \"max\"?"),
                Arguments.of(
                        "table( \"vip\" ) . str( str(\"a,b\"), »\"quantity\" ) == \"\"",
                        "c,max\na,1\n",
                        "unknown-column",
                        "it has c, max"),
                Arguments.of(
                        "table(\"vip\").num(str(\"c\"), \"max\") > 1",
                        "c,max\na,1\nb,»1.000\\,00\n",
                        "table-cell",
                        "such as 1234.5"),
                Arguments.of(
                        "table(\"vip\").bool(str(\"c\"), \"on\")", "c,on\na,»yes\n", "table-cell", "true or false"),
                Arguments.of(use, "c\n» a\n", "table-space", "take them away"),
                Arguments.of(
                        "type == \"table(\\\"vip\\\")\" /* table(\"vip\") */", "»c\na\n", "unused-table", "such as"),
                Arguments.of(use, "c,d\n»a\n", "table-row", "comma"));
    }

    @ParameterizedTest(name = "{2}: {0}")
    @MethodSource("diagnosed")
    void rules_and_tables_that_do_not_fit_are_told_at_their_place(
            String condition, String csv, String code, String hint) {
        String marked = Forms.pack("shop", "rule \"r\" when Event( type == \"a\", " + condition + " )\nthen end\n");
        String table = csv.replace("\\,", ";");

        List<Diagnostic> found = check(marked.replace("»", ""), Map.of("vip", table.replace("»", "")));

        String text = csv.contains("»") ? table : marked;
        assertThat(found).extracting(Diagnostic::code).containsExactly(code);
        Diagnostic one = found.get(0);
        assertThat(one.hint()).contains(hint);
        assertThat(one.file()).isEqualTo(csv.contains("»") ? "tables/vip.csv" : "rules.drl");
        assertThat(List.of(one.line(), one.column())).isEqualTo(place(text));
    }

    @Test
    void a_name_that_is_put_together_may_mean_any_table() {
        String drl =
                Forms.pack("shop", "rule \"r\" when Event( type == \"a\", table(str(\"which\")).has(\"a\") ) then end");

        assertThat(check(drl, TABLES)).isEmpty();
    }

    @Test
    void the_name_of_the_function_is_taken() {
        String drl = Forms.pack("shop", "function int table(String name) { return 1; }");

        assertThat(CHECKER.check("shop", drl)).extracting(Diagnostic::code).containsExactly("table-function");
    }

    @Test
    void a_call_that_an_accumulate_cannot_take_is_told_with_the_way_out() {
        String drl = Forms.pack(
                "shop",
                "rule \"r\" when $e : Event( type == \"a\" )\n"
                        + "accumulate( $x : Event( type == \"a\", this before[0s, 5m] $e );"
                        + " $s : sum( table(\"limits\").num($x.str(\"country\"), \"max\") ); $s > 1 ) then end");

        assertThat(CHECKER.check("shop", drl)).extracting(Diagnostic::code).containsExactly("accumulate");
    }

    @Test
    void too_many_tables_and_wrong_names_are_errors() {
        Map<String, String> many = new TreeMap<>();
        IntStream.rangeClosed(0, 50).forEach(i -> many.put("t" + i, "k\n"));
        Map<String, String> wrong = Map.of("a b", "k\n");

        assertThat(Stream.of(many, wrong)
                        .map(tables ->
                                check(Forms.pack("shop", ""), tables).get(0).code()))
                .containsExactly("table-too-large", "table-name");
    }

    private static List<Diagnostic> check(String drl, Map<String, String> tables) {
        Pack pack = new Pack("shop", drl, Map.of(), null, Map.of(), tables);
        return new TableCheck(pack, Tables.read(pack)).check();
    }

    private static List<Integer> place(String marked) {
        String before = marked.substring(0, marked.indexOf('»'));
        return List.of(
                (int) before.lines().count() + (before.endsWith("\n") || before.isEmpty() ? 1 : 0),
                before.length() - before.lastIndexOf('\n'));
    }

    private static List<Intention.Start> starts(Rules rules, String customer, String country, int total) {
        Session session = rules.session();
        List<Decision> decisions = Forms.feed(
                session,
                List.of(Forms.event(
                        0,
                        "a",
                        "e",
                        "{\"customer\":\"" + customer + "\",\"country\":\"" + country + "\",\"total\":" + total
                                + "}")));
        session.close();
        return Forms.starts(decisions);
    }

    private static Rules rules(String drl, Map<String, String> tables) {
        return rules(drl, Tables.read(new Pack("shop", drl, Map.of(), null, Map.of(), tables)));
    }

    private static Rules rules(String drl, Tables tables) {
        Checker.Checked checked = CHECKER.compile("shop", drl);
        if (checked.compiled() == null) {
            throw new AssertionError(checked.diagnostics());
        }
        return Rules.of(1, List.of(Loaded.of(checked.compiled(), tables).rules()));
    }
}
