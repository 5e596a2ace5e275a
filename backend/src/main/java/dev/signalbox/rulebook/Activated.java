package dev.signalbox.rulebook;

import java.util.List;

/** What became of the wish to activate a pack. */
public sealed interface Activated {

    /** Every event that is answered from now on is decided by this version. */
    record Done(int version, List<Diagnostic> warnings) implements Activated {}

    /** Nothing has changed: the pack has errors. */
    record Invalid(List<Diagnostic> diagnostics) implements Activated {}

    /** Nothing has changed: the texts are well, but cases of the pack fail. */
    record Failing(List<Diagnostic> diagnostics) implements Activated {}

    /** Nothing has changed: somebody else was faster. */
    record Stale(String who, long when) implements Activated {}

    /** @param code {@code activation_timeout}, {@code journal_unavailable} or another code of the journal */
    record Unavailable(String code) implements Activated {}
}
