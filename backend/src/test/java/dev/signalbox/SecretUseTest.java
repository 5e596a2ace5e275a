package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.flow.process.Definitions;
import dev.signalbox.flow.process.Parsed;
import dev.signalbox.rulebook.Diagnostic;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecretUseTest {

    private static final String YAML = """
            document: {dsl: '1.0.3', namespace: shop, name: pay, version: '1.0.0'}
            use: {secrets: [shop, shopp]}
            do: [{a: {set: {}}}]
            """;

    @Test
    void a_secret_that_is_not_there_is_a_warning_at_its_name_with_the_nearest_one() {
        Parsed.Valid valid = (Parsed.Valid) Definitions.parse(YAML);

        List<Diagnostic> found = SecretUse.check(valid.definition(), YAML, Set.of("shop"));

        assertThat(found).singleElement().satisfies(each -> {
            assertThat(each.code()).isEqualTo("unknown-secret");
            assertThat(each.isError()).isFalse();
            assertThat(each.line()).isEqualTo(2);
            assertThat(each.column()).isEqualTo(23);
            assertThat(each.hint()).isEqualTo("did you mean \"shop\"?");
        });
    }
}
