package dev.signalbox.flow;

/** How time passes by a clock that somebody may set back: what began after now is over. */
final class Lapse {

    private Lapse() {}

    static boolean isOver(long since, long now, long span) {
        return now < since || now - since >= span;
    }
}
