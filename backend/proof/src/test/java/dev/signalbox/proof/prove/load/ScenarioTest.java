package dev.signalbox.proof.prove.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScenarioTest {

    private static List<Letter> letters(int client, long seed) {
        Scenario scenario = new Scenario(client, seed);
        return IntStream.range(0, 2_000).mapToObj(n -> scenario.next()).toList();
    }

    @Test
    void the_same_seed_sends_the_same_events() {
        assertThat(letters(1, 7)).isEqualTo(letters(1, 7)).isNotEqualTo(letters(1, 8));
    }

    @Test
    void every_kind_is_sent() {
        Set<Kind> kinds = letters(1, 7).stream().map(Letter::kind).collect(Collectors.toSet());

        assertThat(kinds).isEqualTo(EnumSet.allOf(Kind.class));
    }

    @Test
    void no_id_is_given_twice() {
        assertThat(letters(1, 7).stream().map(Letter::id)).doesNotHaveDuplicates();
    }

    @Test
    void the_same_event_is_the_same_bytes_but_where_another_body_is_wanted() {
        Letter letter = letters(1, 7).get(0);

        assertThat(letter.body()).isEqualTo(letter.body()).isNotEqualTo(letter.otherBody());
    }
}
