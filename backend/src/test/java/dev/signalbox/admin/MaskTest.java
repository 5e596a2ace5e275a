package dev.signalbox.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.signalbox.event.Payload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaskTest {

    private static final JsonNode DATA =
            json("{'result':'r-1','patient':{'id':7,'name':'Zoë Lee','born':1980.50},'tags':['Li','x']}");

    private static JsonNode json(String text) {
        return Payload.of(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
                .json();
    }

    private static Mask mask(String... pointers) {
        return Mask.of(List.of(pointers), DATA);
    }

    @Test
    void what_stands_at_a_pointer_is_hidden_and_the_rest_stays_with_its_digits() {
        assertThat(mask("/patient/name", "/patient/born").tree(DATA))
                .isEqualTo(
                        json(
                                "{'result':'r-1','patient':{'id':7,'name':'[redacted]','born':'[redacted]'},'tags':['Li','x']}"));
        assertThat(mask("/patient").tree(DATA))
                .isEqualTo(json("{'result':'r-1','patient':'[redacted]','tags':['Li','x']}"));
        assertThat(mask("/tags/0").tree(DATA).path("tags")).isEqualTo(json("['[redacted]','x']"));
        assertThat(mask("/nothing/there").tree(DATA)).isEqualTo(DATA);
    }

    @Test
    void the_same_places_are_hidden_at_any_depth_whatever_stands_there() {
        JsonNode input = json("{'data':{'patient':{'name':'Somebody else'}},'list':[{'patient':{'name':1}}]}");

        assertThat(mask("/patient/name").tree(input))
                .isEqualTo(
                        json("{'data':{'patient':{'name':'[redacted]'}},'list':[{'patient':{'name':'[redacted]'}}]}"));
    }

    @Test
    void the_same_values_are_hidden_anywhere_in_the_forms_that_json_and_uris_have() {
        Mask mask = mask("/patient/name", "/patient/born", "/tags");

        assertThat(mask.text("Zoë Lee, Zo\\u00eb Lee, Zo%C3%AB%20Lee, Zo%C3%AB+Lee"))
                .isEqualTo("[redacted], [redacted], [redacted], [redacted]");
        assertThat(mask.text("Li lives in Lima")).isEqualTo("[redacted] lives in Lima");
        assertThat(mask.tree(json("{'who':'Zoë Lee','when':1980.50,'what':8}")))
                .isEqualTo(json("{'who':'[redacted]','when':'[redacted]','what':8}"));
    }

    @Test
    void nothing_is_shown_of_what_belongs_to_an_event_that_is_gone() {
        assertThat(Mask.ALL.tree(json("{'a':['b',1,true,null]}")))
                .isEqualTo(json("{'a':['[redacted]','[redacted]',true,null]}"));
        assertThat(Mask.ALL.text("cause")).isEqualTo("[redacted]");
        assertThat(Mask.of(List.of("/a"), MissingNode.getInstance()).text("cause"))
                .isEqualTo("cause");
    }
}
