package dev.signalbox.proof.prove.check;

import java.util.List;

/** How a run ended. One that cannot tell has failed too, in another way. */
public sealed interface Verdict {

    /** Nothing was found, and enough happened for that to mean something. */
    record Passed() implements Verdict {}

    /** The hub broke its promise, whatever else the run could not tell. */
    record Failed(List<Finding> findings) implements Verdict {}

    /** Nothing was found, but that means nothing. */
    record CannotTell(List<String> reasons) implements Verdict {}

    static Verdict of(List<Finding> findings, List<String> reasons) {
        if (!findings.isEmpty()) {
            return new Failed(List.copyOf(findings));
        }
        return reasons.isEmpty() ? new Passed() : new CannotTell(List.copyOf(reasons));
    }

    /** 0, 1 for a broken promise, 2 for a run that cannot tell. */
    default int exitCode() {
        if (this instanceof Failed) {
            return 1;
        }
        return this instanceof CannotTell ? 2 : 0;
    }
}
