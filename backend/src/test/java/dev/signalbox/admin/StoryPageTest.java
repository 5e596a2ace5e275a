package dev.signalbox.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

final class StoryPageTest {

    private static final String STORY = """
            {"type": "order.paid", "id": "e-1", "source": "shop", "ceSource": "/tills/7"}
            """;

    @Test
    void what_stands_in_a_text_is_code_and_still_no_markup() {
        assertThat(page(rule("`str(\\\"a\\\") < 5` does not hold", "[]")))
                .contains("<div><code>str(&quot;a&quot;) &lt; 5</code> does not hold</div>");
        assertThat(page(rule("`<b>` of `x` and one ` more", "[]")))
                .contains("<div><code>&lt;b&gt;</code> of <code>x</code> and one ` more</div>");
        assertThat(page(rule("`", "[]"))).contains("<div>`</div>");
    }

    @Test
    void a_constraint_says_once_what_became_of_it() {
        assertThat(page(rule("", """
                        [{"text": "a", "result": "skipped", "actual": [], "reason": "not looked at"},
                         {"text": "b", "result": "skipped", "actual": []},
                         {"text": "c", "result": "skipped", "actual": [], "reason": "could not be evaluated: no"},
                         {"text": "d", "result": "false", "actual": [{"expression": "d", "value": "7"}],
                          "reason": "missed by 41 s", "left": 0},
                         {"text": "e", "result": "true", "actual": []}]""")))
                .contains("<code>a</code> not looked at</li>", "<code>b</code> not looked at</li>")
                .contains("<code>c</code> could not be evaluated: no</li>")
                .contains("<code>d</code> does not hold: missed by 41 s (d = 7); 0 left</li>")
                .contains("<code>e</code> holds</li>");
    }

    @Test
    void names_and_labels_are_those_of_the_console() {
        assertThat(page(rule("", "[]")))
                .contains("<code>$e : Event</code>", "<code>not Event</code>")
                .contains("<th>source</th><td>shop · /tills/7</td>")
                .doesNotContain("ceSource");
    }

    private static String rule(String because, String constraints) {
        return """
                {"rules": [{"rule": "shop/big", "verdict": "not_matched", "because": "%s", "patterns": [
                    {"text": "Event", "name": "$e", "constraints": %s},
                    {"text": "not Event", "name": "", "constraints": []}]}]}
                """.formatted(because, constraints);
    }

    private static String page(String explanation) {
        return StoryPage.of(json(STORY), json(explanation));
    }

    private static JsonNode json(String text) {
        try {
            return Answers.JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
