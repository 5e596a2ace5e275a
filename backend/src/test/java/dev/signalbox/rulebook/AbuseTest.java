package dev.signalbox.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.flow.match.RuleFault;
import dev.signalbox.flow.match.Rules;
import dev.signalbox.flow.match.Session;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules that mean harm: each is refused before any of it runs, or cut while it runs. */
public class AbuseTest {

    private static final String PACK = "abuse";
    private static final AtomicBoolean TOUCHED = new AtomicBoolean();
    private static final Checker CHECKER = new Checker();

    private static final String GOOD = """

            rule "good" when Event( type == "y" ) then hub.alert( "good" ); end
            """;

    static Stream<Abuse> refused() {
        return Abuse.read("abuse-refused.txt");
    }

    static Stream<Abuse> cut() {
        return Abuse.read("abuse-cut.txt");
    }

    static Stream<Abuse> benign() {
        return Abuse.read("benign.txt");
    }

    /** What rules would call, had they a way. */
    public static boolean touch() {
        TOUCHED.set(true);
        return true;
    }

    /** What the compiler would make, were it asked to. */
    public static final class Witness {
        public Witness() {
            touch();
        }
    }

    @AfterEach
    void nothingRan() {
        assertThat(TOUCHED).as("code of a rule that was refused has run").isFalse();
    }

    @ParameterizedTest
    @MethodSource
    void refused(Abuse abuse) {
        Checker.Checked checked = CHECKER.compile(PACK, abuse.text());

        assertThat(checked.compiled()).as(abuse.text()).isNull();
        assertThat(checked.diagnostics()).anyMatch(Diagnostic::isError);
    }

    @ParameterizedTest
    @MethodSource
    void cut(Abuse abuse) {
        Checker.Checked checked = CHECKER.compile(PACK, abuse.text() + GOOD);
        assertThat(checked.compiled()).as(checked.diagnostics().toString()).isNotNull();
        Rules rules = Rules.of(
                1, List.of(Loaded.of(Objects.requireNonNull(checked.compiled())).rules()));

        try (Session session = rules.session()) {
            assertThatThrownBy(() -> Forms.feed(session, List.of(abuse.event())))
                    .isInstanceOfSatisfying(RuleFault.class, fault -> {
                        assertThat(fault.breach()).as(fault.getMessage()).isTrue();
                        assertThat(fault.rule()).isIn("abuse/bad");
                    });
        }
        try (Session next = rules.session()) {
            assertThat(Forms.feed(next, List.of(Forms.event(1, "y", "e2", "{}"))))
                    .anySatisfy(decision -> assertThat(decision.matched()).containsExactly("abuse/good"));
        }
    }

    @ParameterizedTest
    @MethodSource
    void benign(Abuse fine) {
        Checker.Checked checked = CHECKER.compile(PACK, fine.text());
        assertThat(checked.compiled()).as(checked.diagnostics().toString()).isNotNull();

        try (Session session = Rules.of(
                        1,
                        List.of(Loaded.of(Objects.requireNonNull(checked.compiled()))
                                .rules()))
                .session()) {
            assertThat(Forms.feed(session, List.of(fine.event())))
                    .anySatisfy(decision -> assertThat(decision.matched()).contains("abuse/good"));
        }
    }

    /** The compiler makes one class of equal conditions, and writes it otherwise when many rules share it. */
    @Test
    void many_rules_may_share_a_condition() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            text.append("rule \"r" + i + "\" when Event( type == \"y\", num( \"n\" ) > 3 ) then hub.start( \"p" + i
                    + "\" ); end\n");
        }

        assertThat(CHECKER.compile(PACK, Forms.pack(PACK, text.toString())).diagnostics())
                .noneMatch(Diagnostic::isError);
    }
}
