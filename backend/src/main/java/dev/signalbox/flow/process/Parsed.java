package dev.signalbox.flow.process;

import java.util.List;

/** What became of the text of a definition. */
public sealed interface Parsed {

    /** It can run. */
    record Valid(Definition definition, List<Problem> warnings) implements Parsed {}

    /** It cannot; at least one of the problems is an error. */
    record Invalid(List<Problem> problems) implements Parsed {}
}
