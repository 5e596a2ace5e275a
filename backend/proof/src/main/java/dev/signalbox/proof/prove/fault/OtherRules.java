package dev.signalbox.proof.prove.fault;

import dev.signalbox.proof.prove.load.Books;
import dev.signalbox.proof.prove.world.World;

/** Another version of the rules is activated while events come in. */
final class OtherRules implements Fault {

    @Override
    public String kind() {
        return "ACT-01";
    }

    @Override
    public String title() {
        return "another version of the rules";
    }

    @Override
    public Trace strike(World world) {
        long start = System.nanoTime();
        Books.activate(world);
        return Trace.of("label " + world.edition().get() + " after " + (System.nanoTime() - start) / 1_000_000 + " ms");
    }
}
