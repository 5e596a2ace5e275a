package dev.signalbox.flow.process;

/**
 * An error as the workflow language knows it.
 *
 * @param type URI, such as {@code https://serverlessworkflow.io/spec/1.0.0/errors/communication}
 * @param status HTTP-like status
 * @param title one line, without data of the event
 * @param detail for people
 * @param notBefore until when the target wants to be left alone, milliseconds since the epoch; 0 when it did not say
 */
public record Fault(String type, int status, String title, String detail, long notBefore) {

    private static final String TYPES = "https://serverlessworkflow.io/spec/1.0.0/errors/";

    public Fault(String type, int status, String title, String detail) {
        this(type, status, title, detail, 0);
    }

    /** @param kind communication, timeout, expression, validation, configuration, data-too-large ... */
    public static Fault of(String kind, int status, String title, String detail) {
        return new Fault(TYPES + kind, status, title, detail);
    }

    public Fault notBefore(long time) {
        return new Fault(type, status, title, detail, time);
    }
}
