package dev.signalbox.proof.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.proof.CannotRun;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {

    private static final Quantiles TIMES = new Quantiles(1, 2, 3, 100);

    @Test
    void ratios_are_what_was_accepted_over_what_the_machine_allows() {
        Figures run = run(10_000, 0, 0, 0.01);

        assertThat(run.ofBare()).isEqualTo(0.25);
        assertThat(run.ofSynced()).isEqualTo(0.5);
        assertThat(run.doubts()).isEmpty();
    }

    @Test
    void a_run_beside_other_load_or_with_losses_does_not_count() {
        assertThat(run(1, 0, 0, 0.06).doubts()).containsExactly("other load 6 %");
        assertThat(run(1, 0, 0, Double.NaN).doubts()).hasSize(1);
        assertThat(run(1, 2, 0, 0).doubts()).containsExactly("2 deliveries without a 2xx");
        assertThat(run(1, 0, 3, 0).doubts()).containsExactly("3 calls did not come");
    }

    @Test
    void a_figure_is_the_median_of_its_runs() {
        Row row = new Row(Plan.Work.ACTION, "always", List.of(run(30, 0, 0, 0), run(10, 0, 0, 1), run(20, 0, 0, 0)));

        assertThat(row.median(run -> run.highest().accepted())).isEqualTo(20);
        assertThat(row.counted()).isEqualTo(2);
    }

    @Test
    void only_the_part_between_the_marks_is_replaced() {
        String text = "before\n" + Marked.BEGIN + "\nold\n" + Marked.END + "\nafter\n";

        assertThat(Marked.replace(text, "new\n"))
                .isEqualTo("before\n" + Marked.BEGIN + "\n\nnew\n\n" + Marked.END + "\nafter\n");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> Marked.replace("no marks", "new"))
                .isInstanceOf(CannotRun.class)
                .hasMessageContaining(Marked.BEGIN);
    }

    private static Figures run(double accepted, long failed, long missing, double others) {
        Figures.Cost cost = new Figures.Cost(0.1, 0.02, 0.01, others);
        return new Figures(
                new Figures.Limits(40_000, 0.02, 1_000, 20, 20_000),
                new Figures.Highest(accepted, 0, 0, 0, failed, missing, 0, TIMES, cost),
                new Figures.Constant(1, 0, 0, TIMES, TIMES, TIMES, cost));
    }
}
