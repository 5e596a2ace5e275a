package dev.signalbox.flow.archive;

import dev.signalbox.flow.journal.DecisionRow;
import dev.signalbox.flow.journal.Entry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An entry with what rules, and the clock seconds after it, made of it. */
record Kept(Entry entry, List<DecisionRow> decisions) {

    /** Of the entry itself, as JSON; null when there is none. */
    @Nullable
    String decision() {
        return decisions.stream()
                .filter(row -> row.number() == 0)
                .map(DecisionRow::text)
                .findFirst()
                .orElse(null);
    }
}
