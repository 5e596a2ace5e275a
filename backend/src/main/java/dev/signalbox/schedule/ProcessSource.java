package dev.signalbox.schedule;

/** The source that ticks for a process. */
public final class ProcessSource {

    /** Letters of a process' name, so that there is a name for its source. */
    public static final int LONGEST = 54;

    private static final String SUFFIX = ".schedule";

    private ProcessSource() {}

    /** Its name. */
    public static String of(String process) {
        return process + SUFFIX;
    }

    /** Whether a source of this name could be one: the hub alone makes those. */
    public static boolean isOne(String source) {
        return source.endsWith(SUFFIX);
    }
}
