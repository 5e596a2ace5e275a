package dev.signalbox.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.event.Payload;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class CheckerTest {

    private static final Checker CHECKER = new Checker();

    /** Text with one error, marked by » where it begins; its code; a part of its message. */
    static Stream<Arguments> seeded() {
        return Stream.of(
                seed("misspelt", "rule \"a\" when Event( type == \"a\" ) »out hub.alert( \"x\" ); end", "out"),
                seed("unknown-field", "rule \"a\" when Event( type == \"a\", »total > 3 ) then end", "no total"),
                seed(
                        "unknown-method",
                        "rule \"a\" when Event( type == \"a\", »nun(\"total\") > 3 ) then end",
                        "mean num?"),
                seed("unknown-class", "rule \"a\" when $e : »Evnt( type == \"a\" ) then end", "mean Event?"),
                seed(
                        "type-mismatch",
                        "rule \"a\" when $e : Event( type == \"a\" ) then\n  hub.alert( \"x\" );\n  int n = »\"x\";\nend",
                        "wanted is int, this is String"),
                seed(
                        "unknown-method",
                        "rule \"a\" when Event( type == \"a\" ) then\n  hub.»alrt( \"x\" );\nend",
                        "alrt"),
                seed(
                        "unknown-variable",
                        "rule \"a\" when Event( type == \"a\" ) then\n  hub.alert( »$x );\nend",
                        "$x is not bound"),
                seed("unquoted", "rule \"a\" when Event( type == \"a\", num(\"x\") > »abc ) then end", "no abc"),
                seed(
                        "duplicate-rule",
                        "rule \"a\" when Event( type == \"a\" ) then end\nrule \"»a\" when then end",
                        "two rules"),
                seed("type-number", "rule \"a\" when Event( »type > 5 ) then end", "type is a text"),
                seed(
                        "str-operator",
                        "rule \"a\" when Event( type == \"a\", str(\"x\") »str[startsWith] \"D\" ) then end",
                        "fails"),
                seed(
                        "no-delete",
                        "rule \"a\" when $e : Event( type == \"a\" ) then\n  »delete( $e );\nend",
                        "may not delete"),
                seed(
                        "no-modify",
                        "rule \"a\" when $e : Event( type == \"a\" ) then\n  »modify( $e ) {}\nend",
                        "may not modify"),
                seed(
                        "insert",
                        "rule \"a\" when $e : Event( type == \"a\" ) then\n  »insert( \"x\" );\nend",
                        "may insert only"),
                seed("no-timestamp", "declare »Mark @role( event ) @expires( 5m ) card : String end", "no @timestamp"),
                seed("import", "import »java.lang.Runtime", "may not import"),
                seed("global", "»global String name", "the only global"),
                seed("enum-argument", "declare »enum En A(1); v : int end", "cannot have"),
                seed("import-static", "»import static java.lang.Math.abs", "not available"),
                seed("import-accumulate", "»import accumulate java.lang.Runtime foo", "not available"));
    }

    private static Arguments seed(String code, String text, String message) {
        return Arguments.of(code, text, message);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("seeded")
    void an_error_is_told_at_its_place(String code, String marked, String message) {
        String good = "rule \"good\" when Event( type == \"good\" ) then hub.alert( \"fine\" ); end\n";
        String text = Forms.pack("demo", good + marked.replace("»", ""));
        String before = Forms.pack("demo", good + marked.substring(0, marked.indexOf('»')));

        List<Diagnostic> found = CHECKER.check("demo", text);

        assertThat(found).filteredOn(Diagnostic::isError).isNotEmpty();
        Diagnostic first = found.stream()
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new AssertionError(found));
        assertThat(first.message()).contains(message);
        assertThat(first.line() + ":" + first.column())
                .as(found.toString())
                .isEqualTo(before.split("\n", -1).length + ":" + (before.length() - before.lastIndexOf('\n')));
    }

    @Test
    void what_works_but_surprises_is_warned_of() {
        List<Diagnostic> found = CHECKER.check("demo", Forms.pack("demo", """
                        rule "late type" when Event( num("x") > 3, type == "a" ) then end
                        rule "window" when
                          groupby( $p : Event( type == "f", $c : str("card") ) over window:time( 5m ); $key : $c; $n : count( $p ); $n >= 3 )
                        then hub.start( "x" ).key( $key ); end
                        rule "join" when
                          $a : Event( type == "a" )
                          Event( type == "b", str("k") == $a.str("k") )
                        then end
                        """));

        assertThat(found)
                .extracting(Diagnostic::code)
                .containsExactly("type-first", "null-group", "shrink-refire", "no-time-bound");
        assertThat(found).extracting(Diagnostic::severity).containsOnly("warning");
    }

    /** Each of these once kept the compiler busy for ever, or was a fault of the hub. */
    @Test
    void what_is_too_deep_or_too_long_is_told_and_a_long_text_is_neither() {
        String rule = "rule \"r\" when Event( type == \"t\", %s ) then %s end\n";
        String has = "has( \"a\" )";

        assertThat(codes(rule.formatted("(".repeat(60) + has + ")".repeat(60), "")))
                .containsExactly("too-deep");
        assertThat(codes(rule.formatted(has, "int a = " + "(".repeat(999) + "1" + ")".repeat(999) + ";")))
                .containsExactly("too-deep");
        assertThat(codes(rule.formatted(has, "int a = 1" + " + 1".repeat(9_999) + ";")))
                .containsExactly("too-deep");
        assertThat(codes(rule.formatted("str( \"a\" ) == \"" + "x".repeat(50_000) + '"', "")))
                .isEmpty();
        assertThat(codes(rule.formatted("((((( " + has + " )))))", ""))).isEmpty();
    }

    private static List<String> codes(String rules) {
        Pack pack = new Pack("demo", Forms.pack("demo", rules), Map.of(), null, Map.of());
        PackCheck check = new PackCheck(new PackCheck.Setup(
                (name, yaml) -> List.of(),
                (name, yaml) -> List.of(),
                new Cases(new CaseWorld(
                        path -> Payload.EMPTY,
                        example -> Payload.EMPTY,
                        delivery -> {
                            throw new IllegalStateException();
                        },
                        1,
                        key -> 0)),
                Duration.ofDays(7)));
        return check.texts(pack, List.of()).stream().map(Diagnostic::code).toList();
    }

    @Test
    void the_package_belongs_to_the_pack() {
        List<Diagnostic> found = CHECKER.check("card-fraud", "package java.lang\n");

        assertThat(found).extracting(Diagnostic::code).containsExactly("package");
        assertThat(found.get(0).fix()).isEqualTo("package rules.card_fraud");
    }

    @Test
    void every_form_of_rules_is_free_of_errors() {
        for (String form : List.of(Forms.EDGE, Forms.ONCE, Forms.ABSENCE, Forms.SEQUENCE, Forms.ESCALATION)) {
            assertThat(CHECKER.check("demo", Forms.pack("demo", form)))
                    .filteredOn(Diagnostic::isError)
                    .isEmpty();
        }
    }

    @Test
    void one_value_in_brackets_is_a_list_too() {
        String rule = "rule \"a\"\nwhen\n  $e : Event( type in ( \"x\" ) )\nthen\n  hub.alert( \"x\" );\nend\n";

        assertThat(CHECKER.check("demo", Forms.pack("demo", rule))).isEmpty();
    }
}
