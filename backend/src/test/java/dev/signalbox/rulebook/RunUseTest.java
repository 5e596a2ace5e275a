package dev.signalbox.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A task runs only what is there, and what it runs cannot vanish. */
final class RunUseTest {

    private static final String HEAD =
            "document: {dsl: '1.0.3', namespace: shop, name: %s, version: '1.2.0'}\ndo:\n  - it:\n      ";
    private static final String REFUND = HEAD.formatted("refund") + "set: {done: true}\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "nothing",
            value = {
                "{name: refund} | nothing",
                "{name: refund, version: latest} | nothing",
                "{name: refund, version: '1.2.0', namespace: shop} | nothing",
                "{name: refunds} | there is no process \"refunds\"",
                "{name: refund, version: '1.1.0'} | refund has version 1.2.0, not 1.1.0",
                "{name: refund, namespace: bank} | refund is in namespace shop, not bank",
            })
    void what_is_not_there_is_told_at_its_name(String workflow, String message) {
        String order = HEAD.formatted("order") + "run: {workflow: " + workflow + "}\n";

        List<Diagnostic> found = new RunUse(
                        pack("orders", Map.of("order", order)), List.of(pack("money", Map.of("refund", REFUND))))
                .check();

        assertThat(found).extracting(Diagnostic::message).isEqualTo(message == null ? List.of() : List.of(message));
        assertThat(found).allSatisfy(each -> {
            assertThat(each.file()).isEqualTo("order.process.yaml");
            assertThat(each.line()).isEqualTo(4);
        });
    }

    @Test
    void a_pack_cannot_lose_what_a_process_of_another_one_runs() {
        String order = HEAD.formatted("order") + "run: {workflow: {name: refund}}\n";

        List<Diagnostic> found =
                new RunUse(pack("money", Map.of()), List.of(pack("orders", Map.of("order", order)))).check();

        assertThat(found)
                .extracting(Diagnostic::message)
                .containsExactly("the process order of pack orders runs refund: there is no process \"refund\"");
    }

    private static Pack pack(String name, Map<String, String> definitions) {
        return new Pack(name, "", definitions, null, Map.of(), Map.of(), Map.of());
    }
}
