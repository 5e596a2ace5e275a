package dev.signalbox.proof.prove.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TemperTest {

    private final Temper temper = new Temper(7);

    @Test
    void the_same_seed_gives_the_same_call_the_same_answer() {
        Temper same = new Temper(7);

        assertThat(IntStream.range(0, 500).mapToObj(n -> temper.to("tell/only", "p" + n, 1)))
                .containsExactlyElementsOf(IntStream.range(0, 500)
                        .mapToObj(n -> same.to("tell/only", "p" + n, 1))
                        .toList());
    }

    @Test
    void every_kind_of_trouble_comes_and_none_for_ever() {
        assertThat(IntStream.range(0, 2_000).mapToObj(n -> temper.to("tell/only", "p" + n, 1)))
                .containsAll(EnumSet.complementOf(EnumSet.of(Reply.REFUSED)));
        assertThat(IntStream.range(0, 2_000).mapToObj(n -> temper.to("tell/only", "p" + n, 4)))
                .containsOnly(Reply.OK);
    }

    @Test
    void the_first_call_of_a_flaky_step_never_goes_well() {
        assertThat(IntStream.range(0, 500).mapToObj(n -> temper.to("flaky/only", "p" + n, 1)))
                .doesNotContain(Reply.OK);
    }

    @Test
    void a_doomed_step_is_taken_only_when_its_process_is_healed() {
        temper.heal("p");

        assertThat(temper.to("doomed/only", "p/do/0/call/1", 3)).isEqualTo(Reply.OK);
        assertThat(temper.to("doomed/only", "q/do/0/call/1", 3)).isEqualTo(Reply.ERROR);
    }

    @Test
    void every_other_trip_is_refused_whenever_it_asks() {
        assertThat(IntStream.range(0, 100).mapToObj(n -> temper.to("trip/seal", "p" + n, 4)))
                .contains(Reply.OK, Reply.REFUSED);
        for (int n = 0; n < 100; n++) {
            Reply once = temper.to("trip/seal", "p" + n + "/do/3", 4);
            assertThat(temper.to("trip/seal", "p" + n + "/do/3", 5)).isEqualTo(once);
        }
    }

    @Test
    void a_mood_goes_before_the_seed() {
        temper.become(Mood.BROKEN);
        assertThat(temper.to("tell/only", "p", 9)).isEqualTo(Reply.ERROR);

        temper.become(Mood.KIND);
        assertThat(temper.to("doomed/only", "p", 1)).isEqualTo(Reply.OK);
    }
}
