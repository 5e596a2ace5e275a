package dev.signalbox.proof.prove.fault;

import java.util.Arrays;
import java.util.Optional;

/** What a hub does at a point where it is made to fail. */
public enum Deed {
    HALT("halt"),
    THROW("throw"),
    /** Twice the lease of the hubs in a run. */
    DELAY("delay=2000"),
    DROP("drop");

    private final String word;

    Deed(String word) {
        this.word = word;
    }

    /** By its name, with or without what follows an equals sign. */
    public static Optional<Deed> named(String name) {
        return Arrays.stream(values())
                .filter(deed -> deed.word.replaceFirst("=.*", "").equals(name))
                .findFirst();
    }

    /** Its name. */
    public String title() {
        return word.replaceFirst("=.*", "");
    }

    /** As the hub wants it. */
    @Override
    public String toString() {
        return word;
    }
}
