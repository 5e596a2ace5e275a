package dev.signalbox.proof.prove.fault;

import dev.signalbox.proof.prove.world.HubNode;
import dev.signalbox.proof.prove.world.World;
import java.util.List;
import java.util.Optional;

/**
 * A hub is ended in order and started in another version, as a rolling upgrade does it, and the way back: until the next of
 * these, hubs of two versions share what there is.
 */
final class Upgrade implements Fault {

    @Override
    public String kind() {
        return "FLT-23";
    }

    @Override
    public String title() {
        return "a hub goes on in another version";
    }

    @Override
    public Optional<String> impossible(World world) {
        return world.versions().size() > 1
                ? Optional.empty()
                : Optional.of("no other version of the hub is given; name one with --other-hub");
    }

    @Override
    public Trace strike(World world) {
        HubNode hub = world.anyHub();
        List<HubNode.Launch> versions = world.versions();
        int before = versions.indexOf(hub.launch());
        int after = (before + 1) % versions.size();
        long process = hub.pid();
        hub.stop();
        hub.launch(versions.get(after));
        hub.start();
        long others = world.hubs().stream()
                .filter(one -> !one.launch().equals(hub.launch()))
                .count();
        return Trace.of("hub " + hub.number() + ": process " + process + " in version " + (before + 1) + " is now "
                + hub.pid() + " in version " + (after + 1) + "; " + others + " hubs are in the other one");
    }
}
