package dev.signalbox.proof.prove.fault;

/**
 * What a fault left.
 *
 * @param seen whether it had an effect; a fault without one proves nothing
 * @param proof such as a new process id, a count of broken connections, or the step of an epoch
 */
public record Trace(boolean seen, String proof) {

    public static Trace of(String proof) {
        return new Trace(true, proof);
    }

    /** @param why nothing was to be seen */
    public static Trace none(String why) {
        return new Trace(false, why);
    }
}
