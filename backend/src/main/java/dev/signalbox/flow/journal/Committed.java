package dev.signalbox.flow.journal;

import java.util.List;

/** What became of a commit. */
public sealed interface Committed {

    /** It is written: now, or by an earlier try whose reply was lost. */
    record Done() implements Committed {}

    /** Somebody else owns the partition: this owner steps down and writes nothing more. */
    record Fenced(String by) implements Committed {}

    /** Nothing was written, since these keys of {@link Commit#absent} exist. */
    record Exists(List<String> keys) implements Committed {}
}
