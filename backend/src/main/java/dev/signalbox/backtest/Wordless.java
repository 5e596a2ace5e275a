package dev.signalbox.backtest;

/** A fault for a log: its kind and where it came from. What it says may quote a value of an event that is to be hidden. */
public final class Wordless extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private Wordless(Throwable fault, StackTraceElement[] trace) {
        super(fault.getClass().getName());
        setStackTrace(trace);
        Throwable cause = fault.getCause();
        if (cause != null) {
            initCause(of(cause));
        }
    }

    /** The fault and those that caused it, without their texts. */
    public static Wordless of(Throwable fault) {
        return new Wordless(fault, fault.getStackTrace());
    }
}
