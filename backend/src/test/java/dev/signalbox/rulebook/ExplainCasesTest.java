package dev.signalbox.rulebook;

import static dev.signalbox.rulebook.Forms.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.event.Event;
import dev.signalbox.flow.match.Explanation.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small rules and a few events: which constraint is named, with which value, after how many facts. */
final class ExplainCasesTest {

    private static final String JOIN = """
            rule "r" when
                $a : Event( type == "a", $k : str("k") )
                $b : Event( type == "b", str("k") == $k, num("n") > 3 )
            then end""";
    private static final String KEY = """
            rule "r" when
                $a : Event( type == "a", $key : key )
                $b : Event( type == "b", key == $key )
            then end""";
    private static final String THREE = """
            rule "r" when
                $a : Event( type == "a", $k : str("k") )
                $b : Event( type == "b", str("k") == $k )
                $c : Event( type == "c", str("k") == $k, num("n") > 3 )
            then end""";
    private static final String AFTER = """
            rule "r" when
                $a : Event( type == "a" )
                $b : Event( type == "b", this after[0s, 5m] $a )
                not Event( type == "z" )
                Event( type == "y", this after[0s, 1h] $a )
            then end""";
    private static final String BEFORE = """
            rule "r" when
                $b : Event( type == "b" )
                $a : Event( type == "a", this before[10s, 5m] $b )
            then end""";
    private static final String NOT = """
            rule "r" when $e : Event( type == "go", $k : str("k") ) not Event( type == "stop", str("k") == $k ) then end""";
    private static final String EXISTS = """
            rule "r" when $e : Event( type == "go", $k : key ) exists Event( type == "c", key == $k ) then end""";
    private static final String FORALL = """
            rule "r" when $e : Event( type == "go" ) forall( $f : Event( type == "c" ) Event( this == $f, num("x") > 2 ) )
            then end""";
    private static final String SUM = """
            rule "r" when $e : Event( type == "a", $k : str("k") )
                accumulate( Event( type == "a", str("k") == $k, $v : num("v"), this before[0s, 5m] $e );
                            $s : sum( $v ), $m : min( $v ); $s > 10, $m > 1 )
            then end""";
    private static final String TIME = """
            rule "r" when accumulate( Event( type == "a", $v : num("v") ) over window:time( 1m ); $n : count( 1 ); $n >= 3 )
            then end""";
    private static final String LENGTH = """
            rule "r" when accumulate( Event( type == "a", $v : num("v") ) over window:length( 2 ); $s : sum( $v ); $s > 10 )
            then end""";
    private static final String GROUP = """
            rule "r" when groupby( $p : Event( type == "a" ); $k : $p.getKey(); $n : count( $p ), $x : max( $p.num("v") );
                                   $n >= 2, $x > 5 )
            then end""";

    private static String rule(String name) {
        return switch (name) {
            case "JOIN" -> JOIN;
            case "KEY" -> KEY;
            case "THREE" -> THREE;
            case "AFTER" -> AFTER;
            case "BEFORE" -> BEFORE;
            case "NOT" -> NOT;
            case "EXISTS" -> EXISTS;
            case "FORALL" -> FORALL;
            case "SUM" -> SUM;
            case "TIME" -> TIME;
            case "LENGTH" -> LENGTH;
            case "GROUP" -> GROUP;
            case "EDGE" -> Forms.EDGE;
            case "ONCE" -> Forms.ONCE;
            case "ABSENCE" -> Forms.ABSENCE;
            case "SEQUENCE" -> Forms.SEQUENCE;
            default -> "rule \"r\" when Event( type == \"a\", " + name + " ) then end";
        };
    }

    /** {@code 19 payment.failed p2 card=7,n=4; ...}: seconds, type, id, data. */
    private static List<Event> events(String text) {
        List<Event> events = new ArrayList<>();
        for (String one : text.split(";", -1)) {
            String[] parts = one.strip().split(" +", 4);
            StringBuilder json = new StringBuilder();
            for (String pair : parts.length < 4 ? new String[0] : parts[3].split(",", -1)) {
                String[] field = pair.split("=", 2);
                json.append(json.isEmpty() ? "" : ",")
                        .append('"')
                        .append(field[0])
                        .append("\":")
                        .append(field[1]);
            }
            events.add(event(Double.parseDouble(parts[0]), parts[1], parts[2], "{" + json + "}"));
        }
        return events;
    }

    @ParameterizedTest(name = "{0} | {1}")
    @CsvSource(delimiterString = " | ", quoteCharacter = '\0', textBlock = """
            # one event, each accessor
            num("x") > 100                     | 0 a e x=50              | 0: num("x") > 100      | {num("x")=50}
            num("x") > 100                     | 0 a e                   | 0: num("x") > 100      | {num("x")=null}
            dec("x") == 1.5B                   | 0 a e x=1.50001         | 0: dec("x") == 1.5B    | {dec("x")=1.50001}
            str("a.b") == "DE"                 | 0 a e b="DE"            | 0: str("a.b") == "DE"  | {str("a.b")=null}
            bool("ok")                         | 0 a e ok=false          | 0: bool("ok")          | {bool("ok")=false}
            has("card")                        | 0 a e                   | 0: has("card")         | {has("card")=false}
            begins("sku", "A-")           | 0 a e sku="B-1"         | 0: begins("sku", "A-") | {begins("sku","A-")=B-1}
            list("tags") contains "x"          | 0 a e tags=["y"]        | 0: list("tags") contains "x" | {list("tags")=[y]}
            str("c") in ("x", "y")             | 0 a e c="z"             | 0: str("c") in ("x", "y")    | {str("c")=z}
            num("x") > 1 && num("y") < 2       | 0 a e x=2,y=3           | 0: num("x") > 1 && num("y") < 2 | {num("x")=2, num("y")=3}
            num("x") > 1 || str("c") == "y"    | 0 a e x=1,c="z"         | 0: num("x") > 1 || str("c") == "y" | {num("x")=1, str("c")=z}
            subject == "s", num("x") > 1       | 0 a e x=1               | 0: subject == "s"      | {subject=null}
            num("x") > 1                       | 0 b e x=5               | 0: type == "a"         | {type=b}
            # joins
            JOIN     | 0 a a1 k="1"; 1 a a2 k="2"; 2 b b1 k="3",n=4      | 1: str("k") == $k | {str("k")=3, $k=[2, 1]}
            JOIN     | 0 a a1 k="1"; 1 b b1 k="1",n=3                    | 1: num("n") > 3   | {num("n")=3}
            JOIN     | 0 b b1 k="2",n=4; 1 a a1 k="1"                    | 1: str("k") == $k | {$k=1}
            JOIN     | 0 x x1; 1 b b1 k="1",n=4                          | 0: type == "a"    | {}
            KEY      | 0 a a1 card="1"; 1 b b1 card="2"                  | 1: key == $key    | {key=2, $key=1}
            THREE    | 0 a a1 k="1"; 1 b b1 k="2"; 2 c c1 k="1",n=4      | 1: str("k") == $k | {$k=1}
            THREE    | 0 a a1 k="1"; 1 b b1 k="1"; 2 c c1 k="1",n=3      | 2: num("n") > 3   | {num("n")=3}
            SEQUENCE | 0 card.used a card="c",lat=52; 9 card.used b card="d",lat=70 | 1: str("card") == $card | {str("card")=d, $card=c}
            SEQUENCE | 0 card.used a card="c",lat=52; 9 card.used b card="c",lat=55 | 1: num("lat") - $lat > 10 | {num("lat")=55, $lat=52.0}
            # times
            AFTER    | 0 a a1; 341 b b1                                  | 1: this after[0s, 5m] $a   | {}
            BEFORE   | 0 a a1; 4 b b1                                    | 1: this before[10s, 5m] $b | {}
            # not, exists, forall
            NOT      | 0 stop s1 k="1"; 1 go g1 k="1"                    | -                 | -
            EXISTS   | 0 c c1 card="1"; 1 go g1 card="2"                 | 1: key == $k      | {$k=2}
            FORALL   | 0 c c1 x=5; 1 c c2 x=1; 2 go g1                   | 2: num("x") > 2   | {num("x")=1}
            # accumulate, groupby, windows
            EDGE     | 0 payment.failed p1 card="7"; 19 payment.failed p2 card="7" | 1: $n >= 3 | {$n=2}
            SUM      | 0 a a1 k="1",v=2; 1 a a2 k="2",v=50; 2 a a3 k="1",v=3 | 1: $s > 10    | {$s=5.0}
            SUM      | 0 a a1 k="1",v=1; 2 a a3 k="1",v=30               | 1: $m > 1         | {$m=1.0}
            TIME     | 0 a a1 v=1; 50 a a2 v=1; 61 a a3 v=1              | 0: $n >= 3        | {$n=2}
            LENGTH   | 0 a a1 v=100; 1 a a2 v=2; 2 a a3 v=3              | 0: $s > 10        | {$s=5.0}
            GROUP    | 0 a a1 card="1",v=9; 1 a a2 card="2",v=9          | 0: $n >= 2        | {$n=1}
            GROUP    | 0 a a1 card="1",v=4; 1 a a2 card="1",v=3          | 0: $x > 5         | {$x=4.0}
            ABSENCE  | 0 order.placed o1 order="x"                       | -                 | -
            ONCE     | 0 payment.failed p1 card="7"; 1 payment.failed p2 card="7" | 0: $n >= 3 | {$n=2}
            """)
    void names_the_constraint_and_the_value(String rule, String given, String failed, String actual) {
        Explained explained = Explained.last(rule(rule), events(given));

        assertThat(explained.matched()).isEmpty();
        assertThat(explained.rule().verdict()).isEqualTo(Verdict.NOT_MATCHED);
        assertThat(explained.failed()).isEqualTo(failed.equals("-") ? "" : failed);
        assertThat(explained.actual()).isEqualTo(actual.equals("-") ? "" : actual);
    }

    @ParameterizedTest(name = "{0} | {1}")
    @CsvSource(delimiterString = " | ", quoteCharacter = '\0', textBlock = """
            JOIN    | 0 a a1 k="1"; 1 b b1 k="2",n=1; 2 b b2 k="3",n=1; 3 a a2 k="9" | 1 | 4 > 2 > 0 > .  | b2 b1
            JOIN    | 0 a a1 k="1"; 1 a a2 k="2"; 2 b b1 k="3",n=4       | 1 | 2 > . > 0 > .      | a2 a1
            THREE   | 0 a a1 k="1"; 1 b b1 k="2"; 2 c c1 k="1",n=4       | 1 | 3 > 1 > 0          | b1
            AFTER   | 0 a a1; 341 b b1                                   | 1 | 1 > . > 0          | a1
            NOT     | 0 stop s1 k="1"; 1 stop s2 k="2"; 2 go g1 k="1"    | 1 | 3 > 2 > 1          | s1
            EXISTS  | 0 c c1 card="1"; 1 go g1 card="2"                  | 1 | 2 > 1 > 0          | c1
            EDGE    | 0 payment.failed p1 card="7"; 9 payment.failed p2 card="8"; 19 payment.failed p3 card="7" | 1 | 3 > 3 > 2 > 2 > . | p3 p1
            ABSENCE | 0 order.placed o1 order="x"; 9 order.paid p1 order="x" | 1 | 1 > . > 1 > 1  | o1
            """)
    void counts_what_is_left_and_names_the_nearest(
            String rule, String given, int pattern, String left, String nearest) {
        Explained explained = Explained.last(rule(rule), events(given));

        assertThat(explained.left(pattern)).isEqualTo(left);
        assertThat(Explained.ids(explained.pattern(pattern).facts())).isEqualTo(nearest);
    }

    @ParameterizedTest(name = "{0} | {1}")
    @CsvSource(delimiterString = " | ", quoteCharacter = '\0', textBlock = """
            JOIN     | 0 a a1 k="1"; 1 a a2 k="2"; 2 b b1 k="3",n=4  | in the place of $b: 0 of 2 facts before it fit `str("k") == $k` (str("k") = "3", $k = "2" or "1")
            AFTER    | 0 a a1; 341 b b1                              | in the place of $b: 0 of 1 fact before it fits `this after[0s, 5m] $a`: missed by 41 s: it is 5 min 41 s after it
            NOT      | 0 stop s1 k="1"; 1 go g1 k="1"                | blocked by the event stop s1 (`not`)
            EDGE     | 0 payment.failed p1 card="7"; 19 payment.failed p2 card="7" | `$n >= 3` does not hold ($n = 2): 2 of 3 in 5 min; the window closes in 4 min 41 s
            EDGE     | 0 payment.failed o1 card="8"; 1 payment.failed o2 card="8"; 2 payment.failed o3 card="8"; 3 payment.failed p1 card="7"; 4 payment.failed p2 card="7" | `$n >= 3` does not hold ($n = 2): 2 of 3 in 5 min; the window closes in 4 min 59 s
            EXISTS   | 0 go g1 card="1"; 1 c c1 card="1"; 2 c c2 card="2" | 0 of 1 fact before it fits `key == $k` (key = "2", $k = "1")
            TIME     | 0 a a1 v=1; 50 a a2 v=1; 61.5 a a3 v=1        | `$n >= 3` does not hold ($n = 2): 2 of 3 in 1 min; the window closes in 48.5 s
            ABSENCE  | 0 order.placed o1 order="x"                   | it fires at 2025-06-15T15:36:40Z if nothing prevents it until then
            ABSENCE  | 0 order.placed o1 order="x"; 9 order.paid p1 order="x" | this event prevents it for the event order.placed o1
            ABSENCE  | 0 order.placed o1 order="x"; 9 order.paid p1 order="y" | the event would prevent it, but 0 of 1 fact before it fits `str("order") == $order` (str("order") = "y", $order = "x")
            FORALL   | 0 c c2 x=1; 2 go g1                           | `num("x") > 2` of forall does not hold (num("x") = 1) for the event c c2
            """)
    void says_the_decisive_thing_in_one_sentence(String rule, String given, String because) {
        assertThat(Explained.last(rule(rule), events(given)).rule().because()).isEqualTo(because);
    }
}
