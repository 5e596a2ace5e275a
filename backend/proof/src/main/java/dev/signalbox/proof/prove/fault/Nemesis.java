package dev.signalbox.proof.prove.fault;

import dev.signalbox.proof.prove.world.HubNode;
import dev.signalbox.proof.prove.world.Until;
import dev.signalbox.proof.prove.world.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Lets faults strike one after the other, spread over a time, and writes down each with its proof. */
public final class Nemesis {

    private static final Duration EASE = Duration.ofSeconds(30);
    private static final Duration ANSWER = Duration.ofSeconds(2);

    private final World world;
    private final InstantSource clock;
    private final Path log;
    private final Consumer<String> told;
    private final List<Strike> strikes = new ArrayList<>();
    private final Map<String, String> skipped = new TreeMap<>();

    /**
     * @param log where a line is added for each fault
     * @param told gets the same line
     */
    public Nemesis(World world, InstantSource clock, Path log, Consumer<String> told) {
        this.world = world;
        this.clock = clock;
        this.log = log;
        this.told = told;
    }

    /**
     * Each gets an equal share of the time; who is late takes it from the pause before the next. What left no trace strikes
     * once more at the end: on a busy machine a fault may find nothing to strike at.
     */
    public void run(List<Fault> faults, Duration time) throws IOException, InterruptedException {
        long start = System.nanoTime();
        List<Fault> again = new ArrayList<>();
        for (int i = 0; i < faults.size(); i++) {
            double share = (i + 0.2 + 0.6 * world.random().nextDouble()) / faults.size();
            sleepUntil(start + (long) (share * time.toNanos()));
            if (!strike(faults.get(i))) {
                again.add(faults.get(i));
            }
        }
        boolean unusedAll = Until.comes(EASE, () -> {
            raise();
            return true;
        });
        sleepUntil(start + time.toNanos());
        for (Fault fault : again) {
            var unusedOutcome = strike(fault);
        }
    }

    private static void sleepUntil(long nanos) throws InterruptedException {
        long left = nanos - System.nanoTime();
        if (left > 0) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
    }

    /** Whether it left a trace, or cannot be done here. */
    private boolean strike(Fault fault) throws IOException {
        Optional<String> impossible = fault.impossible(world);
        if (impossible.isPresent()) {
            if (skipped.put(fault.kind(), impossible.get()) == null) {
                tell(fault.kind() + ' ' + fault.title() + " is skipped: " + impossible.get());
            }
            return true;
        }
        long from = clock.millis();
        Strike strike = new Strike(fault.kind(), fault.title(), from, from, traced(fault));
        strike = new Strike(fault.kind(), fault.title(), from, clock.millis(), strike.trace());
        strikes.add(strike);
        tell(strike.line());
        return strike.trace().seen();
    }

    /** A fault that fails has proved nothing. */
    private Trace traced(Fault fault) {
        try {
            if (fault.wantsEase()) {
                raise();
            }
            if (fault.wantsEase() && !Until.comes(EASE, this::atEase)) {
                return Trace.none("the hubs were not at ease " + EASE.toSeconds() + " s after the fault before");
            }
            return fault.strike(world);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Trace.none("interrupted");
        } catch (Broken e) {
            return Trace.broken(String.valueOf(e.getMessage()));
        } catch (Exception e) {
            return Trace.none(e.toString());
        }
    }

    /**
     * A hub that gave up its start, since the machine was too slow for it, is started again. One that had been ready must
     * not come to an end unless it is ended.
     */
    private void raise() throws IOException {
        for (HubNode hub : world.hubs()) {
            if (hub.hasFallen()) {
                String what = "hub " + hub.number() + " came to its end by itself; see " + hub.log();
                Strike strike =
                        new Strike("END", "nobody ended it", clock.millis(), clock.millis(), Trace.broken(what));
                strikes.add(strike);
                tell(strike.line());
            }
            if (!hub.isAlive()) {
                hub.start();
            }
        }
    }

    /** Whether every hub answers and has its Redis. */
    private boolean atEase() {
        return world.hubs().stream()
                .map(hub -> hub.api().within(ANSWER))
                .allMatch(api -> api.get("/info").at("/redis/up").asBoolean()
                        && api.get("/dead-letters?limit=1").has("items"));
    }

    private void tell(String line) throws IOException {
        Files.write(
                log,
                (clock.instant() + " " + line + "\n").getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        told.accept(line);
    }

    /** Those that struck so far. */
    public List<Strike> strikes() {
        return List.copyOf(strikes);
    }

    /** Kinds that cannot be done here, with the reason. */
    public Map<String, String> skipped() {
        return Map.copyOf(skipped);
    }
}
