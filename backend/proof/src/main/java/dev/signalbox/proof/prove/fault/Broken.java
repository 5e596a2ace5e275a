package dev.signalbox.proof.prove.fault;

/** A hub did under a fault what it must not do. */
final class Broken extends Exception {

    private static final long serialVersionUID = 1L;

    Broken(String message) {
        super(message);
    }

    static void unless(boolean holds, String otherwise) throws Broken {
        if (!holds) {
            throw new Broken(otherwise);
        }
    }
}
