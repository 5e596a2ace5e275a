package dev.signalbox.flow.task;

import dev.signalbox.flow.process.Fault;

/** A call cannot be made for want of a secret, a permission or a token. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Fault fault;

    Refused(Fault fault) {
        super(fault.title(), null, false, false);
        this.fault = fault;
    }

    /** What the language says of a secret that is not there or may not be used. */
    static Refused authorization(String title, String detail) {
        return new Refused(Fault.of("authorization", 403, title, detail));
    }

    static Refused configuration(String title, String detail) {
        return new Refused(Fault.of("configuration", 400, title, detail));
    }

    Fault fault() {
        return fault;
    }
}
