package dev.signalbox.proof.prove.fault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.proof.CannotRun;
import dev.signalbox.proof.prove.world.HubNode;
import dev.signalbox.proof.prove.world.Until;
import dev.signalbox.proof.prove.world.World;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A hub fails at a point: it is killed and started with the point armed, brought to it, and started again when it has
 * halted there. Its log must say that it happened.
 */
public final class AtPoint implements Fault {

    /** How the kind begins; {@code :<point>:<deed>} follows. */
    public static final String KIND = "FLT-02";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofSeconds(8);
    private static final Duration CALM = Duration.ofSeconds(30);
    private static final int LITTLE = 20;
    private static final int OFTEN = 30;
    private static final int SELDOM = 4;
    private static final int SETTING_UP = 12;
    private static final int PARTITIONS = 4;

    private final Point point;
    private final Deed deed;
    private @Nullable AtPoint next;
    private @Nullable Armed armed;

    /**
     * A hub that was started to fail.
     *
     * @param from where its log went on
     */
    private record Armed(HubNode hub, long from, int pass) {}

    public AtPoint(Point point, Deed deed) {
        this.point = point;
        this.deed = deed;
    }

    /** @param kind as {@link #kind} tells it */
    static Optional<AtPoint> of(String kind) {
        String[] words = kind.split(":", -1);
        return words.length == 3 && words[0].equals(KIND)
                ? Point.named(words[1]).flatMap(point -> Deed.named(words[2]).map(deed -> new AtPoint(point, deed)))
                : Optional.empty();
    }

    @Override
    public String kind() {
        return KIND + ':' + point + ':' + deed.title();
    }

    @Override
    public String title() {
        return deed.title() + " at " + point;
    }

    @Override
    public Optional<String> impossible(World world) {
        return point.impossible(deed);
    }

    /** What is passed only under load can be armed from the start, beyond what the setting up of a run passes. */
    @Override
    public void prepare(HubNode hub, RandomGenerator random) {
        if (point.reach() == Point.Reach.LOAD && point != Point.PART_AFTER_READ) {
            int most = most();
            int pass = 1 + random.nextInt(most) + (most == SELDOM ? 0 : SETTING_UP);
            hub.environment(armament(pass));
            armed = new Armed(hub, 0, pass);
        }
    }

    private Map<String, String> armament(int pass) {
        return Map.of("SIGNALBOX_TEST", "1", "SIGNALBOX_FAILPOINT", point + ":" + deed + ':' + pass);
    }

    /** A hub that is armed already halts at the point by itself, and is at ease no more. */
    @Override
    public boolean wantsEase() {
        return armed == null;
    }

    /** When this one has halted a hub, the start that mends it arms the next one already. */
    void followedBy(AtPoint fault) {
        next = fault;
    }

    @Override
    public Trace strike(World world) throws Exception {
        Armed now = armed == null ? arm(world, world.anyHub()) : armed;
        letItOwn(world, now.hub());
        boolean hit = reached(world, now);
        if (deed == Deed.HALT && hit) {
            world.until(
                    "the end of a hub that halts", PATIENCE, () -> !now.hub().isAlive());
            mend(world, now.hub());
        }
        return hit
                ? Trace.of("hub " + now.hub().number() + ": " + line(now).orElse(""))
                : Trace.none(
                        "hub " + now.hub().number() + " did not pass " + point + " for the " + now.pass() + ". time");
    }

    /** The others took over while it was started, and it would never come to a point of an owner: now it is its turn. */
    private void letItOwn(World world, HubNode hub) {
        List<HubNode> others =
                world.hubs().stream().filter(other -> other != hub).toList();
        others.forEach(HubNode::kill);
        others.forEach(HubNode::start);
    }

    private void mend(World world, HubNode hub) throws IOException {
        AtPoint following = next;
        if (following == null) {
            hub.start();
        } else {
            following.armed = following.arm(world, hub);
        }
    }

    /**
     * Lets a hub that is alive get on first: one that is ended four times without getting past an entry takes that one for
     * poison, and is right to do so.
     */
    private static void calm(HubNode hub) {
        if (hub.isAlive()) {
            boolean unusedCalm = Until.comes(CALM, () -> backlog(hub) < LITTLE);
        }
    }

    private static long backlog(HubNode hub) {
        long sum = 0;
        for (JsonNode partition : hub.api().within(SHORT).get("/info").path("partitions")) {
            sum += partition.path("backlog").asLong();
        }
        return sum;
    }

    private Armed arm(World world, HubNode hub) throws IOException {
        calm(hub);
        Armed now = new Armed(hub, Files.size(hub.log()), 1 + world.random().nextInt(most()));
        hub.environment(armament(now.pass()));
        hub.kill();
        try {
            hub.start();
        } catch (CannotRun e) {
            // It may halt before it is ready.
            if (hub.isAlive() || line(now).isEmpty()) {
                throw e;
            }
        } finally {
            hub.environment(Map.of());
        }
        return now;
    }

    /** Points that are seldom passed are struck early. */
    private int most() {
        return switch (point.reach()) {
            case LOAD ->
                switch (point) {
                    case DLQ_AFTER_MOVE, OUTBOX_BEFORE_OFFER, TIMER_AFTER_DUE, TIMER_AFTER_FIRE -> SELDOM;
                    default -> OFTEN;
                };
            case START -> PARTITIONS;
            default -> 1;
        };
    }

    private boolean reached(World world, Armed now) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (line(now).isEmpty() && System.nanoTime() < end) {
            if (point.reach() == Point.Reach.ACTIVATION) {
                activate(now.hub());
            } else if (point.reach() == Point.Reach.REDRIVE) {
                redrive(now.hub());
            }
            long look = System.nanoTime() + Duration.ofMillis(20).toNanos();
            world.until("a moment", PATIENCE, () -> System.nanoTime() > look);
        }
        return line(now).isPresent();
    }

    /** The same text once more. What the hub answers shows nothing: it may be ending. */
    private static void activate(HubNode hub) {
        try {
            var unusedVersion = hub.api().within(SHORT).post("/packs/proof/activate", Map.of("note", "once more"));
        } catch (CannotRun e) {
            return;
        }
    }

    private static void redrive(HubNode hub) {
        try {
            JsonNode dead = hub.api().within(SHORT).get("/dead-letters?limit=1").path("items");
            if (dead.size() > 0) {
                List<String> ids = List.of(dead.get(0).path("id").asText());
                var unusedJob = hub.api().within(SHORT).post("/dead-letters/redrive", Map.of("ids", ids));
            }
        } catch (CannotRun e) {
            return;
        }
    }

    /** What the log says of it. */
    private Optional<String> line(Armed now) throws IOException {
        try (RandomAccessFile log = new RandomAccessFile(now.hub().log().toFile(), "r")) {
            byte[] bytes = new byte[(int) (log.length() - now.from())];
            log.seek(now.from());
            log.readFully(bytes);
            String wanted = "failpoint " + point + ": " + deed + " at pass ";
            return new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains(wanted))
                    .map(line -> line.substring(line.indexOf(wanted)))
                    .findFirst();
        }
    }
}
