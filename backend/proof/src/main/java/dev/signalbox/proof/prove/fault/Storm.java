package dev.signalbox.proof.prove.fault;

import dev.signalbox.proof.CannotRun;
import dev.signalbox.proof.prove.world.HubNode;
import dev.signalbox.proof.prove.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A thousand parallel deliveries of one event, and a crowd of events of which every one comes twice. */
final class Storm implements Fault {

    private static final int SAME = 1_000;
    private static final int PAIRS = 150;

    /** One for all, so that they lie in one partition: in another nothing is looked for. */
    private static final String KEY = "storm";

    private static final int AT_ONCE = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public String kind() {
        return "FLT-13";
    }

    @Override
    public String title() {
        return "a storm of duplicates";
    }

    @Override
    public Trace strike(World world) throws Exception {
        Probe probe = new Probe(world);
        FaultPack.ensure(world.anyHub());
        String same = probe.name();
        List<String> ids = new ArrayList<>(Collections.nCopies(SAME, same));
        for (int i = 0; i < PAIRS; i++) {
            String pair = same + '-' + i;
            ids.addAll(List.of(pair, pair));
        }
        Collections.shuffle(ids, new Random(world.random().nextLong()));
        Map<String, List<Probe.Told>> answers = deliver(world, probe, ids);
        long told = 0;
        for (Map.Entry<String, List<Probe.Told>> one : answers.entrySet()) {
            told += judge(one.getKey(), one.getValue());
        }
        startedOnce(world, answers.keySet().stream().limit(20).toList());
        startedOnce(world, List.of(same));
        Probe.Told twin =
                new Probe(world, Probe.TWIN).deliver(world.anyHub(), Probe.event(same, "faults.ping", KEY), PATIENCE);
        Broken.unless(
                !twin.body().path("duplicate").asBoolean(),
                same + " of another source was taken for the same: " + twin);
        return told == 0
                ? Trace.none("no duplicate was told")
                : Trace.of(ids.size() + " deliveries of " + answers.size() + " events, " + told
                        + " told as duplicates, each event at one position, each of " + 21 + " started once");
    }

    /** All hubs in turn, whichever it is of several. */
    private static Map<String, List<Probe.Told>> deliver(World world, Probe probe, List<String> ids)
            throws InterruptedException {
        ExecutorService senders = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Callable<Probe.Told>> work = new ArrayList<>();
            for (int i = 0; i < ids.size(); i++) {
                HubNode hub = world.hubs().get(i % world.hubs().size());
                String event = Probe.event(ids.get(i), "faults.storm", KEY);
                work.add(() -> probe.deliver(hub, event, PATIENCE));
            }
            List<Future<Probe.Told>> done = senders.invokeAll(work);
            Map<String, List<Probe.Told>> answers = new HashMap<>();
            for (int i = 0; i < ids.size(); i++) {
                answers.computeIfAbsent(ids.get(i), id -> new ArrayList<>()).add(result(done.get(i)));
            }
            return answers;
        } finally {
            senders.shutdownNow();
        }
    }

    private static Probe.Told result(Future<Probe.Told> done) throws InterruptedException {
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw new CannotRun("a delivery of the storm failed", e);
        }
    }

    /** How many were told as duplicates. */
    private static long judge(String id, List<Probe.Told> answers) throws Broken {
        long fresh = answers.stream().filter(told -> told.status() == 202).count();
        long places = answers.stream().map(Probe.Told::place).distinct().count();
        Broken.unless(answers.stream().allMatch(Probe.Told::taken), id + " was not taken: " + answers);
        Broken.unless(fresh <= 1, id + " was taken as new " + fresh + " times");
        Broken.unless(places == 1, id + " was told at " + places + " positions");
        return answers.size() - fresh;
    }

    private static void startedOnce(World world, List<String> ids) throws Broken {
        HubNode hub = world.anyHub();
        for (String id : ids) {
            world.until("a start by " + id, PATIENCE, () -> started(hub, id) > 0);
            Broken.unless(started(hub, id) == 1, id + " has started " + started(hub, id) + " processes");
        }
    }

    private static int started(HubNode hub, String id) {
        return hub.api()
                .get("/instances?definition=storm&event=" + id)
                .path("items")
                .size();
    }
}
