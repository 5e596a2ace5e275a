package dev.signalbox.proof.prove.matrix;

import dev.signalbox.proof.prove.Proof;
import dev.signalbox.proof.prove.check.Verdict;
import dev.signalbox.proof.prove.fault.Strike;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What became of each cell. */
public final class Table {

    private final List<Cell> cells;
    private final Map<String, Strike> strikes = new HashMap<>();
    private final List<String> broken = new ArrayList<>();
    private final List<String> untold = new ArrayList<>();

    Table(List<Cell> cells) {
        this.cells = List.copyOf(cells);
    }

    void add(Group group, Proof.Result result) {
        result.facts().strikes().forEach(strike -> strikes.merge(strike.kind(), strike, Table::better));
        Verdict verdict = result.outcome().verdict();
        if (verdict instanceof Verdict.Failed failed) {
            failed.findings()
                    .forEach(finding -> broken.add(group.name() + ": " + finding.invariant() + " " + finding.subject()
                            + " " + finding.text()));
        } else if (verdict instanceof Verdict.CannotTell cannot) {
            cannot.reasons().forEach(reason -> untold.add(group.name() + " cannot tell: " + reason));
        }
    }

    private static Strike better(Strike before, Strike now) {
        return before.trace().seen() ? before : now;
    }

    /** Cells that were not hit, to be struck once more; what could not be told so far is told then. */
    List<Cell> again() {
        List<Cell> again = cells.stream().filter(this::missed).toList();
        if (!again.isEmpty()) {
            untold.clear();
        }
        return again;
    }

    private boolean missed(Cell cell) {
        Strike strike = strikes.get(cell.kind());
        return cell.possible() && (strike == null || !strike.trace().seen());
    }

    /** What is wrong: broken promises, cells that were not hit, runs that cannot tell. */
    public List<String> faults() {
        List<String> all = new ArrayList<>(broken);
        all.addAll(untold);
        cells.stream().filter(this::missed).forEach(cell -> all.add(cell.kind() + " was not hit"));
        return all;
    }

    /** One line for each cell. */
    public List<String> lines() {
        return cells.stream().map(this::line).toList();
    }

    private String line(Cell cell) {
        String name = cell.point() + " " + cell.deed().title();
        Strike strike = strikes.get(cell.kind());
        String what = cell.point()
                .impossible(cell.deed())
                .map(why -> "n/a: " + why)
                .orElseGet(() -> strike == null ? "NOT STRUCK" : Matrix.line(strike));
        return String.format("%-40s %s", name, what);
    }

    /** In one line. */
    public String summary() {
        long possible = cells.stream().filter(Cell::possible).count();
        long hit = cells.stream()
                .map(cell -> strikes.get(cell.kind()))
                .filter(strike -> strike != null && strike.trace().seen())
                .count();
        return cells.size() + " cells: " + hit + " of " + possible + " hit, " + (cells.size() - possible) + " n/a, "
                + faults().size() + " faults";
    }
}
