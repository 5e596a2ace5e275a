package dev.signalbox.flow.process;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was found while a definition is checked. */
final class Problems {

    private static final Comparator<Problem> BY_PLACE =
            Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column);

    private final List<Problem> found = new ArrayList<>();

    void error(Spot spot, String code, String message, @Nullable String hint) {
        add(spot, "error", code, message, hint);
    }

    void warning(Spot spot, String code, String message, @Nullable String hint) {
        add(spot, "warning", code, message, hint);
    }

    private void add(Spot spot, String severity, String code, String message, @Nullable String hint) {
        Problem problem = new Problem(spot.line(), spot.column(), spot.length(), severity, code, message, hint);
        if (!found.contains(problem)) {
            found.add(problem);
        }
    }

    boolean errors() {
        return found.stream().anyMatch(problem -> problem.severity().equals("error"));
    }

    /** In the order of the text. */
    List<Problem> all() {
        return found.stream().sorted(BY_PLACE).toList();
    }
}
