package dev.signalbox.proof.prove.fault;

import dev.signalbox.proof.prove.world.HubNode;
import dev.signalbox.proof.prove.world.World;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** One way to go wrong, done once. */
public interface Fault {

    /** Its number, such as {@code FLT-01}. */
    String kind();

    /** What it is, in a few words. */
    String title();

    /** Why it cannot be done here, such as a program that is missing; it is skipped then, and named in the report. */
    default Optional<String> impossible(World world) {
        return Optional.empty();
    }

    /** Whether it asks hubs for something first, so that those must be at ease after the fault before. */
    default boolean wantsEase() {
        return true;
    }

    /** Prepares the only hub of a run for this, the first fault of it, before that is started. */
    default void prepare(HubNode hub, RandomGenerator random) {}

    /**
     * Does it, waits until its effect is seen, and undoes it: when this returns the world is whole again, though perhaps
     * not yet at ease.
     *
     * @return the proof that it happened; {@link Trace#none} when nothing was to be seen of it
     */
    Trace strike(World world) throws Exception;
}
