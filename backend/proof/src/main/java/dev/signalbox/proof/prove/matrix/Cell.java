package dev.signalbox.proof.prove.matrix;

import dev.signalbox.proof.prove.fault.AtPoint;
import dev.signalbox.proof.prove.fault.Deed;
import dev.signalbox.proof.prove.fault.Point;
import java.util.ArrayList;
import java.util.List;

/** One point and one deed. */
public record Cell(Point point, Deed deed) {

    /** All cells of some deeds, also those that cannot be. */
    public static List<Cell> of(List<Deed> deeds) {
        List<Cell> cells = new ArrayList<>();
        for (Point point : Point.values()) {
            deeds.forEach(deed -> cells.add(new Cell(point, deed)));
        }
        return cells;
    }

    boolean possible() {
        return point.impossible(deed).isEmpty();
    }

    /** As the fault of the cell calls itself. */
    String kind() {
        return new AtPoint(point, deed).kind();
    }
}
