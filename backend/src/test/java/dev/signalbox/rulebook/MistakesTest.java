package dev.signalbox.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes that authors make, one by one: each must be found where it was made, and nothing else beside it. */
final class MistakesTest {

    private static final Checker CHECKER = new Checker();

    private static final String GOOD = "rule \"good\" when Event( type == \"good\" ) then hub.alert( \"fine\" ); end\n";

    /** @param marked a rule text in which » stands where the mistake is to be told */
    record Mistake(String name, String code, String marked) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Mistake> mistakes() throws IOException {
        try (InputStream table = Objects.requireNonNull(MistakesTest.class.getResourceAsStream("mistakes.txt"))) {
            String text = new String(table.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("(?m)^== "))
                    .filter(each -> !each.isBlank())
                    .map(MistakesTest::read);
        }
    }

    private static Mistake read(String block) {
        int line = block.indexOf('\n');
        String[] head = block.substring(0, line).split(" \\| ", 2);
        return new Mistake(head[0], head[1], block.substring(line + 1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void a_mistake_is_told_where_it_was_made(Mistake mistake) {
        String before = Forms.pack(
                "demo", GOOD + mistake.marked().substring(0, mistake.marked().indexOf('»')));
        int line = before.split("\n", -1).length;
        int column = before.length() - before.lastIndexOf('\n');

        List<Diagnostic> found = found(mistake.marked().replace("»", ""));

        assertThat(found)
                .extracting(each -> each.code() + " at " + each.line() + ":" + each.column())
                .containsExactly(mistake.code() + " at " + line + ':' + column);
    }

    private static List<Diagnostic> found(String rules) {
        String drl = Forms.pack("demo", GOOD + rules);
        List<Diagnostic> found = new ArrayList<>(CHECKER.check("demo", drl));
        found.addAll(Starts.check(drl, List.of("hold-card", "notify")));
        return found;
    }

    @Test
    void one_mistake_hides_no_other() {
        List<Diagnostic> found = found("""
                rule "a" when Event( type == "a", nun("x") > 3 ) then end
                rule "b" when Event( type == "b" ) then
                  int n = "x";
                end
                rule "c" when Event( type == "c" ) then hub.strat( "x" ); end
                rule "d" when Event( type == "d" num("x") > 3 ) then end
                rule "e" when $e : Event( type == "e" ) then insert( "x" ); end
                rule "f" when Event( type == "f" ) thn hub.alert( "x" ); end
                """);

        assertThat(found)
                .extracting(each -> each.line() + " " + each.code())
                .containsExactly(
                        "8 unknown-method",
                        "10 type-mismatch",
                        "12 unknown-method",
                        "13 missing-comma",
                        "14 insert",
                        "15 misspelt");
    }

    @Test
    void what_the_head_forgot_is_told_once() {
        String rules = """
                package rules.demo
                rule "a" when Event( type == "a" ) then hub.alert( "x" ); end
                rule "b" when Event( type == "b" ) then hub.alert( "y" ); end
                """;

        List<Diagnostic> found = CHECKER.check("demo", rules);

        assertThat(found)
                .extracting(each -> each.line() + ":" + each.column() + " " + each.code())
                .containsExactly("2:15 no-import", "2:41 no-global");
    }

    @Test
    void a_fix_makes_the_text_right() {
        List<String> wrong = new ArrayList<>();
        for (String line : List.of(
                "Event( type == \"a\", nun(\"x\") > 3 )",
                "Event( type == order.placed )",
                "Event( type = \"a\" )",
                "Event( type == \"a\", num(\"x\") => 3 )",
                "Event( type == \"a\", num(\"x\") == \"3\" )",
                "Event( type == \"a\" num(\"x\") > 3 )",
                "Event( type == \"a\", num(\"x\") > 1 && < 3 )",
                "Event( type == \"a\", num(total) > 3 )",
                "Event( type == \"a\", str(\"x\") mtches \"a.*\" )",
                "Evnt( type == \"a\" )")) {
            String drl = Forms.pack("demo", "rule \"a\" when " + line + " then end\n");
            Diagnostic one = CHECKER.check("demo", drl).get(0);
            int at = new Lines(drl).start(one.line()) + one.column() - 1;
            String fixed = drl.substring(0, at) + one.fix() + drl.substring(at + one.length());
            if (!CHECKER.check("demo", fixed).isEmpty()) {
                wrong.add(line + " became " + fixed + CHECKER.check("demo", fixed));
            }
        }

        assertThat(wrong).isEmpty();
    }
}
