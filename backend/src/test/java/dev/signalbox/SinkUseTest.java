package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.flow.process.Definitions;
import dev.signalbox.flow.process.Parsed;
import dev.signalbox.rulebook.Diagnostic;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SinkUseTest {

    private static final Map<String, String> SINKS = Map.of("warehouse", "kafka", "partner", "http", "parcels", "sqs");

    @Test
    void a_sink_that_is_not_there_is_a_warning_at_its_name_with_the_nearest_one() {
        Diagnostic found = check("sink: warehous, to: x").get(0);

        assertThat(found.code()).isEqualTo("unknown-sink");
        assertThat(found.isError()).isFalse();
        assertThat(found.line()).isEqualTo(3);
        assertThat(found.column()).isEqualTo(32);
        assertThat(found.hint()).isEqualTo("did you mean \"warehouse\"?");
    }

    @Test
    void where_to_is_said_for_a_broker_and_not_for_an_address() {
        assertThat(check("sink: warehouse, to: x")).isEmpty();
        assertThat(check("sink: partner")).isEmpty();
        assertThat(check("sink: parcels")).isEmpty();
        assertThat(check("sink: warehouse"))
                .extracting(Diagnostic::message)
                .containsExactly("the sink warehouse of kind kafka needs a `to`");
        assertThat(check("sink: partner, to: x")).extracting(Diagnostic::hint).containsExactly("leave out `to`");
    }

    private static List<Diagnostic> check(String queue) {
        String yaml = "document: {dsl: '1.0.0', namespace: shop, name: ship, version: '1.0.0'}\n" + "do:\n"
                + "- tell: {x-signalbox: {queue: {" + queue + "}}}\n";
        Parsed.Valid valid = (Parsed.Valid) Definitions.parse(yaml);
        return SinkUse.check(valid.definition(), yaml, SINKS);
    }
}
