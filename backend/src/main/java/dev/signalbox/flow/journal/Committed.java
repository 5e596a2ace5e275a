package dev.signalbox.flow.journal;

import java.util.List;

/** What became of a commit. */
public sealed interface Committed {

    /** It is written: now, or by an earlier try whose reply was lost. */
    record Done() implements Committed {}

    /**
     * This owner steps down and writes nothing more.
     *
     * @param why somebody else owns the partition, or the journal is not the one that this owner has read
     */
    record Fenced(String why) implements Committed {}

    /** Nothing was written, since these keys of {@link Commit#absent} exist. */
    record Exists(List<String> keys) implements Committed {}
}
