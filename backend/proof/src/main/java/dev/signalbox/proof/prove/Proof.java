package dev.signalbox.proof.prove;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.proof.hub.Machine;
import dev.signalbox.proof.prove.check.Checker;
import dev.signalbox.proof.prove.check.Facts;
import dev.signalbox.proof.prove.check.History;
import dev.signalbox.proof.prove.check.Outcome;
import dev.signalbox.proof.prove.fault.Fault;
import dev.signalbox.proof.prove.fault.Faults;
import dev.signalbox.proof.prove.fault.Nemesis;
import dev.signalbox.proof.prove.load.Books;
import dev.signalbox.proof.prove.load.Desk;
import dev.signalbox.proof.prove.load.Driver;
import dev.signalbox.proof.prove.load.Kind;
import dev.signalbox.proof.prove.load.Ledger;
import dev.signalbox.proof.prove.watch.Records;
import dev.signalbox.proof.prove.watch.Seen;
import dev.signalbox.proof.prove.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One run of a plan, from the empty folder to the verdict. */
public final class Proof {

    private static final long ANSWERED_MILLIS = 60_000;
    /* On a slow machine the events of a run come in later. */
    private static final Duration ENOUGH = Duration.ofSeconds(60);

    private static final String FULL_MEMORY = "FLT-06";
    /* A slow machine works a long backlog off, as long as it does; who stands still for a while does not. */
    private static final Duration DRAINED = Duration.ofMinutes(10);
    private static final Duration STANDSTILL = Duration.ofSeconds(90);

    private final Plan plan;
    private final InstantSource clock;
    private final Consumer<String> told;
    private Duration standstill = STANDSTILL;

    /**
     * What a run has come to.
     *
     * @param commit of the checkout in which it ran
     * @param millis from the first delivery to the last answer
     */
    public record Result(Plan plan, Outcome outcome, Facts facts, Machine machine, String commit, long millis) {}

    /** @param told gets a line now and then */
    public Proof(Plan plan, InstantSource clock, Consumer<String> told) {
        this.plan = plan;
        this.clock = clock;
        this.told = told;
    }

    /** For whoever takes it for sure that all will never be decided and done when nothing has moved for so long. */
    public Proof within(Duration patience) {
        standstill = patience;
        return this;
    }

    public Result run() throws IOException, InterruptedException {
        Files.createDirectories(plan.folder());
        try (Stage stage = new Stage(plan)) {
            told.accept(
                    "starting " + plan.hubs() + (plan.hubs() == 1 ? " hub, " : " hubs, ") + plan.redis() + " Redis");
            List<Fault> faults = Faults.schedule(plan.faults(), plan.seed());
            World world = stage.open(faults);
            Books.sources(world);
            Books.activate(world);
            JsonNode info = world.hubs().get(0).api().get("/info");
            return torture(world, faults, info);
        }
    }

    private Result torture(World world, List<Fault> faults, JsonNode info) throws IOException, InterruptedException {
        long began = clock.millis();
        int partitions = info.path("partitions").size();
        Driver.Pace pace = new Driver.Pace(plan.load().clients(), plan.load().rate(), plan.seed());
        Nemesis nemesis = new Nemesis(world, clock, file("nemesis"), told);
        Records records = new Records(world, partitions);
        Ended ended;
        try (Ledger ledger = new Ledger(file(History.LEDGER));
                Seen seen = new Seen(world);
                Watch watch = new Watch(world, partitions, clock, told)) {
            watch.start();
            if (forgetful()) {
                seen.start();
            }
            Driver driver = new Driver(pace, world.hubs(), new Desk(ledger, world.counts(), clock));
            driver.start();
            nemesis.run(faults, plan.length());
            boolean unusedEnough = new Rest(ENOUGH, standstill).comes(() -> missing(world));
            boolean answered = driver.finish(patience());
            told.accept("no more events; waiting until all is decided and done");
            TimeUnit.MILLISECONDS.sleep(Kind.LATEST_MILLIS);
            driver.touch(partitions, patience());
            ended = end(answered, records, seen);
        }
        return checked(world, nemesis, ended, new Frame(Machine.here(info), clock.millis() - began));
    }

    private long patience() {
        return Math.min(ANSWERED_MILLIS, standstill.toMillis());
    }

    private long missing(World world) {
        return Math.max(0, plan.load().leastAcked() - world.counts().now().acked());
    }

    private record Frame(Machine machine, long millis) {}

    /** How the run ended. */
    private record Ended(boolean answered, boolean drained, long drainMillis) {}

    /** Whether the hubs forget events before the run ends: told to, or since Redis has little memory for a while. */
    private boolean forgetful() {
        return plan.launch().options().contains("--retention") || plan.faults().containsKey(FULL_MEMORY);
    }

    private Ended end(boolean answered, Records records, Seen seen) throws IOException {
        long start = clock.millis();
        boolean drained = new Rest(DRAINED, standstill).comes(records::waiting);
        long took = clock.millis() - start;
        if (forgetful()) {
            seen.write(file(History.EVENTS));
        } else {
            records.list("/events", file(History.EVENTS));
        }
        records.list("/dead-letters", file(History.DEAD));
        records.owners(file(History.OWNERS));
        return new Ended(answered, drained, took);
    }

    private Result checked(World world, Nemesis nemesis, Ended ended, Frame frame) throws IOException {
        Facts facts = new Facts(
                plan.lease().toMillis(),
                plan.load().leastAcked(),
                plan.faults(),
                nemesis.strikes(),
                nemesis.skipped(),
                ended.answered(),
                ended.drained(),
                ended.drainMillis(),
                world.counts().now().retries(),
                world.counts().now().unknown(),
                Fenced.count(world));
        Outcome outcome = Checker.check(History.read(plan.folder(), facts));
        return new Result(plan, outcome, facts, frame.machine(), Checkout.commit(), frame.millis());
    }

    private Path file(String name) {
        return plan.folder().resolve(name);
    }
}
