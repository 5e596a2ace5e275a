package dev.signalbox.proof.prove.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.proof.hub.Api;
import dev.signalbox.proof.prove.load.Courier.Fate;
import dev.signalbox.proof.prove.load.Note.Copy;
import dev.signalbox.proof.prove.world.HubNode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One sender: one thing after the other, each to any of the hubs, and again until it knows. */
final class Client implements Runnable {

    private static final double TWICE = 0.08;
    private static final double LONG_AGO = 0.04;
    private static final double CHANGED = 0.03;
    private static final int PAUSE_MILLIS = 120;
    private static final int MOST_TOUCHES = 20;
    private static final int REMEMBERED = 200;

    private final int number;
    private final Scenario scenario;
    private final SplittableRandom random;
    private final List<HubNode> hubs;
    private final Desk desk;
    private final List<Courier> couriers = new ArrayList<>();
    private final List<Letter> told = new ArrayList<>();
    private final double gapNanos;
    private int partition = -1;
    private volatile boolean stopping;
    private volatile boolean abandoned;

    /** @param gapNanos between two new events, on average */
    Client(int number, long seed, List<HubNode> hubs, double gapNanos, Desk desk) {
        this.number = number;
        this.scenario = new Scenario(number, seed);
        this.random = scenario.random().split();
        this.hubs = hubs;
        this.gapNanos = gapNanos;
        this.desk = desk;
        hubs.forEach(hub -> couriers.add(new Courier()));
    }

    /** No more new events; those under way are brought to their end. */
    void stop() {
        stopping = true;
    }

    /** Nor that any more. */
    void abandon() {
        abandoned = true;
    }

    @Override
    public void run() {
        try {
            double due = System.nanoTime();
            while (!stopping) {
                due -= Math.log(1 - random.nextDouble()) * gapNanos;
                long wait = (long) due - System.nanoTime();
                if (wait > 0) {
                    TimeUnit.NANOSECONDS.sleep(wait);
                }
                step();
            }
            while (scenario.owes() && !abandoned) {
                step();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            couriers.forEach(Courier::close);
        }
    }

    private void step() throws InterruptedException {
        Letter letter = scenario.next();
        if (deliver(letter, Copy.FIRST)) {
            desk.counts().acked();
            remember(letter);
            repeat(letter, random.nextDouble());
        }
    }

    /** Some are sent again at once, some long after, some with another body. */
    private void repeat(Letter letter, double chance) throws InterruptedException {
        if (chance < TWICE) {
            var unusedTaken = deliver(letter, Copy.TWICE);
        } else if (chance < TWICE + LONG_AGO) {
            var unusedTaken = deliver(told.get(random.nextInt(told.size())), Copy.TWICE);
        } else if (chance < TWICE + LONG_AGO + CHANGED) {
            var unusedTaken = deliver(letter, Copy.CHANGED);
        }
    }

    private void remember(Letter letter) {
        if (told.size() < REMEMBERED) {
            told.add(letter);
        } else {
            told.set(random.nextInt(REMEMBERED), letter);
        }
    }

    /** Sends plain events under ever new keys until each partition has got one. */
    void touch(int partitions) throws InterruptedException {
        Set<Integer> touched = new HashSet<>();
        for (int n = 0; touched.size() < partitions && n < MOST_TOUCHES * partitions && !abandoned; n++) {
            String id = number + "." + n;
            if (deliver(new Letter(id, Scenario.SOURCES[0], Kind.PLAIN, "end-" + n, number, n), Copy.FIRST)) {
                desk.counts().acked();
                touched.add(partition);
            }
        }
    }

    /** Until its fate is known; whether it was taken. */
    private boolean deliver(Letter letter, Copy first) throws InterruptedException {
        Copy copy = first;
        String body = first == Copy.CHANGED ? letter.otherBody() : letter.body();
        while (!abandoned) {
            Boolean taken = once(letter, body, copy);
            if (taken != null) {
                return taken;
            }
            copy = Copy.RETRY;
            desk.counts().retried();
            TimeUnit.MILLISECONDS.sleep(random.nextInt(PAUSE_MILLIS) + 10L);
        }
        return false;
    }

    /** One try; null when it does not tell. */
    private @Nullable Boolean once(Letter letter, String body, Copy copy) throws InterruptedException {
        int hub = random.nextInt(hubs.size());
        URI to = hubs.get(hub).ingest();
        desk.ledger()
                .addSynced(new Note.Invoke(
                        letter.id(),
                        letter.key(),
                        letter.seq(),
                        desk.clock().millis(),
                        number,
                        letter.source(),
                        letter.kind().type(),
                        hub,
                        copy));
        desk.counts().invoked();
        Fate fate = couriers.get(hub).post(to, "/hooks/" + letter.source(), body);
        if (fate instanceof Fate.Answered answered) {
            return answered(letter, answered);
        }
        boolean sent = fate instanceof Fate.Unknown;
        if (sent) {
            desk.counts().unknown();
        }
        return info(letter, (sent ? "unknown: " : "not sent: ") + why(fate));
    }

    private static String why(Fate fate) {
        return fate instanceof Fate.Unknown unknown ? unknown.why() : fate instanceof Fate.NotSent not ? not.why() : "";
    }

    private @Nullable Boolean info(Letter letter, String why) {
        var unusedLine =
                desk.ledger().add(new Note.Info(letter.id(), why, desk.clock().millis()));
        return null;
    }

    private @Nullable Boolean answered(Letter letter, Fate.Answered answered) {
        int status = answered.status();
        if (status / 100 == 2) {
            return taken(letter, answered);
        }
        desk.counts().refused();
        if (status == 429 || status / 100 == 5) {
            return info(letter, "status " + status);
        }
        var unusedLine = desk.ledger()
                .add(new Note.Fail(letter.id(), status, desk.clock().millis()));
        return false;
    }

    private @Nullable Boolean taken(Letter letter, Fate.Answered answered) {
        try {
            JsonNode ack = Api.JSON.readTree(answered.body());
            partition = ack.path("partition").asInt(-1);
            boolean duplicate = ack.path("duplicate").asBoolean();
            if (duplicate) {
                desk.counts().duplicate();
            }
            var unusedLine = desk.ledger()
                    .add(new Note.Ok(
                            letter.id(),
                            partition,
                            ack.path("position").asLong(-1),
                            desk.clock().millis(),
                            duplicate));
            return true;
        } catch (IOException e) {
            return info(letter, "an answer that is no JSON");
        }
    }
}
