package dev.signalbox.proof;

/** Something from outside is missing or went wrong; the message says what to do. */
public final class CannotRun extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CannotRun(String message) {
        super(message);
    }

    public CannotRun(String message, Throwable cause) {
        super(message + " (" + cause.getMessage() + ")", cause);
    }
}
