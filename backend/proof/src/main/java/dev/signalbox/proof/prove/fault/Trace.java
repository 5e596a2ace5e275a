package dev.signalbox.proof.prove.fault;

/**
 * What a fault left.
 *
 * @param seen whether it had an effect; a fault without one proves nothing
 * @param broken whether a hub did under it what it must not do
 * @param proof such as a new process id, a count of broken connections, or the step of an epoch
 */
public record Trace(boolean seen, boolean broken, String proof) {

    public static Trace of(String proof) {
        return new Trace(true, false, proof);
    }

    /** @param what a hub did that it must not do */
    public static Trace broken(String what) {
        return new Trace(true, true, what);
    }

    /** @param why nothing was to be seen */
    public static Trace none(String why) {
        return new Trace(false, false, why);
    }
}
