package dev.signalbox;

/** Colours of a terminal, or none. */
record Ink(boolean coloured) {

    /** Stands at the front of what is to be seen. */
    enum Tone {
        STRONG(1),
        DIM(2),
        BAD(31),
        OK(32),
        WARN(33);

        private final int code;

        Tone(int code) {
            this.code = code;
        }
    }

    String strong(String text) {
        return tone(Tone.STRONG, text);
    }

    String dim(String text) {
        return tone(Tone.DIM, text);
    }

    String tone(Tone tone, String text) {
        return coloured ? "\033[" + tone.code + 'm' + text + "\033[0m" : text;
    }

    String when(boolean so, Tone tone, String text) {
        return so ? tone(tone, text) : text;
    }

    /** What must stay zero. */
    String zero(long number, String text) {
        return tone(number == 0 ? Tone.OK : Tone.BAD, text);
    }
}
