package dev.signalbox.proof.prove.check;

import java.util.List;

/** Something that must hold of every history. */
interface Invariant {

    /** Such as {@code I1}. */
    String id();

    /** What it says, in a few words. */
    String statement();

    /** Every break of it. */
    List<Finding> check(Evidence evidence);

    default Finding finding(Object subject, String text) {
        return new Finding(id(), String.valueOf(subject), text);
    }
}
