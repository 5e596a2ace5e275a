package dev.signalbox.proof.prove.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.proof.prove.fault.Deed;
import dev.signalbox.proof.prove.fault.Faults;
import dev.signalbox.proof.prove.fault.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CellTest {

    @Test
    void every_point_meets_every_deed_and_what_cannot_be_is_named() {
        List<Cell> cells = Cell.of(List.of(Deed.values()));

        assertThat(cells).hasSize(Point.values().length * Deed.values().length).doesNotHaveDuplicates();
        assertThat(cells.stream().filter(cell -> !cell.possible()))
                .allSatisfy(
                        cell -> assertThat(cell.point().impossible(cell.deed())).isPresent());
        assertThat(cells).contains(new Cell(Point.COMPENSATE_AFTER_FIRST, Deed.HALT));
        assertThat(new Cell(Point.COMPENSATE_AFTER_FIRST, Deed.HALT).possible()).isFalse();
        assertThat(new Cell(Point.RULE_BEFORE_FIRE, Deed.DROP).possible()).isFalse();
        assertThat(new Cell(Point.COMMIT_AFTER_SEND, Deed.DROP).possible()).isTrue();
    }

    @Test
    void each_possible_cell_is_struck_in_one_run_and_is_a_fault_that_is_known() {
        List<Cell> cells = Cell.of(List.of(Deed.values()));

        List<Group> groups = Group.of("cells-", cells, 12);

        assertThat(groups.stream().flatMap(group -> group.cells().stream()))
                .containsExactlyInAnyOrderElementsOf(
                        cells.stream().filter(Cell::possible).toList());
        assertThat(groups).allSatisfy(group -> {
            assertThat(group.cells()).hasSizeLessThanOrEqualTo(12);
            assertThat(group.faults().keySet()).allMatch(Faults::knows);
        });
    }
}
