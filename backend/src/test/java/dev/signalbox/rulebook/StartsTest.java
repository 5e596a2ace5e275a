package dev.signalbox.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class StartsTest {

    @Test
    void a_start_of_an_unknown_definition_is_an_error_at_its_name() {
        String drl = "rule \"a\" when Event( type == \"t\" )\nthen\n  hub.start( \"nofity\" ).key( \"k\" );\nend\n";

        List<Diagnostic> found = Starts.check(drl, Set.of("notify", "ship"));

        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.isError()).isTrue();
            assertThat(one.code()).isEqualTo("unknown-definition");
            assertThat(List.of(one.line(), one.column(), one.length())).containsExactly(3, 14, 8);
            assertThat(one.hint()).isEqualTo("did you mean \"notify\"?");
            assertThat(one.fix()).isEqualTo("\"notify\"");
        });
    }

    @Test
    void what_only_looks_like_a_start_or_is_known_only_at_run_time_is_none() {
        String drl = """
                // hub.start( "one" );
                /* hub.start( "two" ); */
                hub.alert( "hub.start( \\"three\\" )" );
                github.start( "four" );
                hub.start( "five" + suffix );
                hub.start( "ship" );
                """;

        assertThat(Starts.check(drl, Set.of("ship"))).isEmpty();
    }
}
