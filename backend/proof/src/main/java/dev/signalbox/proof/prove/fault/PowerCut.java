package dev.signalbox.proof.prove.fault;

import dev.signalbox.proof.CannotRun;
import dev.signalbox.proof.prove.world.HubNode;
import dev.signalbox.proof.prove.world.OwnStore;
import dev.signalbox.proof.prove.world.World;
import dev.signalbox.proof.shim.PowerLoss;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Redis ends, and what it had not synced is gone. With an embedded one the machine of the hub ends too. */
final class PowerCut implements Fault {

    private static final int SOME = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private PowerLoss.@Nullable Outcome prepared;

    @Override
    public String kind() {
        return "FLT-03";
    }

    @Override
    public String title() {
        return "loss of power at Redis";
    }

    @Override
    public Optional<String> impossible(World world) {
        return Reasons.given(world)
                .or(() -> prepared(world) instanceof PowerLoss.Outcome.Impossible not
                        ? Reasons.unlessTesting(not.why())
                        : Optional.empty());
    }

    private PowerLoss.Outcome prepared(World world) {
        PowerLoss.Outcome made = prepared;
        if (made == null) {
            made = prepare(world);
            prepared = made;
        }
        return made;
    }

    private static PowerLoss.Outcome prepare(World world) {
        try {
            Path program = Path.of("/proc/" + world.store().pid() + "/exe").toRealPath();
            return PowerLoss.prepare(world.folder(), program);
        } catch (IOException e) {
            throw new CannotRun("the library that notes what is synced cannot be made", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotRun("interrupted", e);
        }
    }

    @Override
    public boolean wantsEase() {
        return false;
    }

    @Override
    public Trace strike(World world) throws IOException {
        PowerLoss.Outcome outcome = prepared(world);
        if (outcome instanceof PowerLoss.Outcome.Ready ready) {
            return strike(world, ready.loss());
        }
        throw new CannotRun(((PowerLoss.Outcome.Impossible) outcome).why());
    }

    private static Trace strike(World world, PowerLoss loss) throws IOException {
        if (!loss.isLoaded(world.store().pid())) {
            end(world);
            start(world, loss.environment());
        }
        long enough = world.counts().now().acked() + SOME;
        world.until("new events", PATIENCE, () -> world.counts().now().acked() >= enough);
        long before = world.store().pid();
        end(world);
        List<PowerLoss.Torn> torn = loss.strike(world.store().folder());
        start(world, loss.environment());
        String files = torn.stream()
                .map(one -> one.file() + " had " + one.written() + " bytes, " + one.lost() + " of them not synced")
                .collect(Collectors.joining(", "));
        boolean synced = torn.stream().anyMatch(one -> one.synced() > 0);
        return synced
                ? Trace.of("process " + before + " is now " + world.store().pid() + "; " + files)
                : Trace.none("no sync was noted: " + files);
    }

    private static void end(World world) {
        if (world.store().embedded()) {
            world.hubs().forEach(HubNode::kill);
        }
        world.store().kill();
    }

    private static void start(World world, Map<String, String> environment) {
        if (world.store() instanceof OwnStore own) {
            own.startsWith(environment, List.of());
            own.start();
        } else {
            world.hubs().forEach(hub -> hub.environment(environment));
            world.hubs().forEach(HubNode::start);
        }
    }
}
