package dev.signalbox.jq;

/** An expression failed, or costs more than it may; the message is for whoever wrote it. */
public final class JqFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JqFault(String message) {
        super(message, null, false, false);
    }
}
