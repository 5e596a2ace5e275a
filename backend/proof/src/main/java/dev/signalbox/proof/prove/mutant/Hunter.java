package dev.signalbox.proof.prove.mutant;

import dev.signalbox.proof.hub.HubJar;
import dev.signalbox.proof.prove.Plan;
import dev.signalbox.proof.prove.Proof;
import dev.signalbox.proof.prove.SmallRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Lets mutants run by their plans, and the hub without a bug by the same ones. */
final class Hunter {

    /** A hub that still has work, and does nothing of it for so long, is found. */
    private static final Duration STANDSTILL = Duration.ofSeconds(15);

    private final Path jar;
    private final Overlay overlay;
    private final Path folder;
    private final InstantSource clock;
    private final Consumer<String> told;

    /**
     * @param sources of the hub, {@code backend/src/main/java}
     * @param folder where every run gets one of its own
     */
    Hunter(Path sources, Path jar, Path folder, InstantSource clock, Consumer<String> told) {
        this.jar = jar;
        this.overlay = new Overlay(sources, jar);
        this.folder = folder;
        this.clock = clock;
        this.told = told;
    }

    /** One run of a mutant. */
    Catch hunt(Mutant mutant, long seed) throws IOException, InterruptedException {
        long began = clock.millis();
        Path place = folder.resolve(mutant.name() + "-" + seed);
        String classPath = overlay.build(mutant, place.resolve("overlay"));
        Mutant.Hunt hunt = mutant.hunt();
        SmallRun small = new SmallRun(
                mutant.name(),
                seed,
                hunt.hubs(),
                hunt.seconds(),
                hunt.events(),
                List.of("-cp", classPath, "dev.signalbox.Main"));
        Plan plan = small.plan(hunt.faults(), hunt.options(), place);
        Proof.Result result = proof(plan).within(STANDSTILL).run();
        return Catch.of(mutant.name(), result, hunt.finding()).took(clock.millis() - began);
    }

    private Proof proof(Plan plan) {
        return new Proof(plan, clock, line -> told.accept(plan.profile() + ": " + line));
    }

    /** @param finding words of the findings that count */
    record Control(Plan plan, String finding) {}

    /** The plans of the mutants for a hub without a bug: those with as many hubs and the same options are one. */
    List<Control> controls(List<Mutant> mutants, long seed) {
        Map<String, Mutant.Hunt> joined = new LinkedHashMap<>();
        for (Mutant mutant : mutants) {
            Mutant.Hunt hunt = mutant.hunt();
            joined.merge(hunt.hubs() + " " + hunt.options() + hunt.finding(), hunt, Hunter::join);
        }
        List<Control> controls = new ArrayList<>();
        for (Mutant.Hunt hunt : joined.values()) {
            String name = "control-" + (controls.size() + 1);
            SmallRun small = new SmallRun(name, seed, hunt.hubs(), hunt.seconds(), hunt.events(), HubJar.words(jar));
            Plan plan = small.plan(hunt.faults(), hunt.options(), folder.resolve(name + "-" + seed));
            controls.add(new Control(plan, hunt.finding()));
        }
        return controls;
    }

    private static Mutant.Hunt join(Mutant.Hunt one, Mutant.Hunt other) {
        Map<String, Integer> faults = new TreeMap<>(one.faults());
        other.faults().forEach((kind, count) -> faults.merge(kind, count, Math::max));
        return new Mutant.Hunt(
                one.hubs(),
                Math.max(one.seconds(), other.seconds()),
                Math.max(one.events(), other.events()),
                faults,
                one.options(),
                one.finding());
    }

    /** A run of the hub without a bug; must find nothing. */
    Catch control(Control control) throws IOException, InterruptedException {
        return Catch.of(control.plan().profile(), proof(control.plan()).run(), control.finding());
    }
}
