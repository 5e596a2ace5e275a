package dev.signalbox.proof.bench;

import dev.signalbox.proof.CannotRun;

/** A text of which bench writes the part between two marks. */
final class Marked {

    static final String BEGIN = "<!-- bench begins -->";
    static final String END = "<!-- bench ends -->";

    private Marked() {}

    static String replace(String text, String part) {
        int from = text.indexOf(BEGIN);
        int to = text.indexOf(END);
        if (from < 0 || to < from) {
            throw new CannotRun("the file of --markdown has no lines " + BEGIN + " and " + END + ": add them");
        }
        return text.substring(0, from + BEGIN.length()) + "\n\n" + part + "\n" + text.substring(to);
    }
}
