package dev.signalbox.config;

/**
 * The hub does not start, and a person has to do something about it. Carries one sentence that says what was wanted, what
 * came and what to do; the command line prints it and ends with the exit code. No stack trace: it is no defect.
 */
public final class StartRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    public StartRefused(ExitCode exitCode, String sentence) {
        this(exitCode.code(), sentence);
    }

    /** @param exitCode one of {@link ExitCode} */
    public StartRefused(int exitCode, String sentence) {
        super(sentence, null, false, false);
        this.exitCode = exitCode;
    }

    /** A wrong setting: {@link ExitCode#CONFIGURATION}. */
    public static StartRefused configuration(String sentence) {
        return new StartRefused(ExitCode.CONFIGURATION, sentence);
    }

    public int exitCode() {
        return exitCode;
    }
}
