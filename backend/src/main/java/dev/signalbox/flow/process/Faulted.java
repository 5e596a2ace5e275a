package dev.signalbox.flow.process;

/** A fault on its way from where it arose to the task that answers for it. */
final class Faulted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Fault fault;

    Faulted(Fault fault) {
        super(fault.title() + ": " + fault.detail(), null, false, false);
        this.fault = fault;
    }

    static Faulted expression(String detail) {
        return new Faulted(Fault.of("expression", 400, "expression failed", detail));
    }

    Fault fault() {
        return fault;
    }
}
