package dev.signalbox.proof.prove.fault;

import dev.signalbox.proof.prove.world.World;

/** {@code kill -9} of Redis; what it has answered is on disk. */
final class KillRedis implements Fault {

    @Override
    public String kind() {
        return "FLT-07";
    }

    @Override
    public String title() {
        return "kill -9 of Redis";
    }

    @Override
    public boolean wantsEase() {
        return false;
    }

    @Override
    public Trace strike(World world) {
        long before = world.store().pid();
        world.store().kill();
        long start = System.nanoTime();
        world.store().start();
        return Trace.of("process " + before + " is now " + world.store().pid() + ", answers after "
                + (System.nanoTime() - start) / 1_000_000 + " ms");
    }
}
