package dev.signalbox.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.event.Envelope;
import dev.signalbox.event.Event;
import dev.signalbox.event.EventId;
import dev.signalbox.event.Payload;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.journal.Kind;
import dev.signalbox.flow.journal.Offer;
import dev.signalbox.flow.match.Decision;
import dev.signalbox.flow.match.History;
import dev.signalbox.flow.match.Recall;
import dev.signalbox.flow.match.Rules;
import dev.signalbox.rulebook.Forms;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A value of another event is hidden by that event's source, whatever the source of the explained one shows. */
final class RedactedExplanationsTest {

    private static final String JOIN = """
            rule "same patient" when
                $a : Event( type == "result", $name : str("name"), $born : num("born") )
                $b : Event( type == "visit", str("of") == $name, num("year") > $born )
            then end
            """;

    private final Rules rules = Forms.rules("demo", JOIN);
    private final OneSource sources = new OneSource();

    private static Entry entry(long position, String source, String type, String json) {
        Payload data = Payload.of(json.getBytes(StandardCharsets.UTF_8));
        EventId id = new EventId(source, "", "e-" + position);
        Envelope envelope = new Envelope(id, type, null, null, "application/json", data);
        return new Entry(
                0, position, position * 1_000, new Offer(Kind.EVENT, envelope, "k", null, position, position, 0));
    }

    private static Event event(Entry entry) {
        return new Event(entry.offer().envelope(), entry.offer().key(), entry.at());
    }

    private ObjectNode explained(Entry earlier, Entry asked) {
        LookBack past = new LookBack() {
            @Override
            public <T> Future<T> to(Entry entry, Rules by, Consumer<Event> seen, BiFunction<Recall, History, T> look) {
                try (Recall recall = by.recall()) {
                    Event before = event(earlier);
                    seen.accept(before);
                    recall.session().advance(earlier.at());
                    recall.comes(before, earlier.position());
                    recall.session().on(before);
                    recall.session().advance(entry.at());
                    return Future.succeededFuture(look.apply(recall, new History(1, 1, null)));
                }
            }
        };
        Explanations made = new RuleExplanations(version -> Future.succeededFuture(rules), () -> rules, past);
        Events none = new FixedHub().doors().events();
        Decision decision = new Decision(1, 0, List.of(), List.of(), List.of(), 0);
        return new RedactedExplanations(made, new Redaction(sources, none))
                .explain(new Explanations.Asked(asked, decision, null, 0, null, event -> {}))
                .await();
    }

    @Test
    void what_another_source_hides_is_hidden_here_too() {
        Entry result = entry(1, "lab", "result", "{\"name\":\"Lindqvist\",\"born\":19800229.0}");
        Entry visit = entry(2, "shop", "visit", "{\"of\":\"Smith\",\"year\":2026}");

        String open = explained(result, visit).toString();
        sources.listed = List.of(Answers.JSON
                .createObjectNode()
                .put("name", "lab")
                .set("redact", Answers.JSON.createArrayNode().add("/name").add("/born")));
        String hidden = explained(result, visit).toString();

        assertThat(open).contains("Lindqvist", "str(\\\"of\\\") == $name");
        assertThat(hidden)
                .doesNotContain("Lindqvist", "19800229", "1.9800229E7")
                .contains("[redacted]", "Smith", "str(\\\"of\\\") == $name", "\"id\":\"e-1\"");
    }
}
