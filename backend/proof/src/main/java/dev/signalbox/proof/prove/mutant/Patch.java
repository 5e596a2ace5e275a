package dev.signalbox.proof.prove.mutant;

import dev.signalbox.proof.CannotRun;

/**
 * Some lines of one source of the hub, and what stands there instead.
 *
 * @param file below {@code dev/signalbox}, such as {@code flow/Committing.java}
 */
record Patch(String file, String old, String fresh) {

    /** @throws CannotRun when the old lines are not there exactly once: then the patch has to follow the source */
    String applyTo(String source, String mutant) {
        int at = source.indexOf(old);
        if (at < 0 || source.indexOf(old, at + 1) >= 0) {
            throw new CannotRun("mutant " + mutant + " no longer applies: wanted exactly once in " + file
                    + (at < 0 ? ", and it is not there:\n" : ", and it is there more often:\n") + old);
        }
        return source.substring(0, at) + fresh + source.substring(at + old.length());
    }
}
