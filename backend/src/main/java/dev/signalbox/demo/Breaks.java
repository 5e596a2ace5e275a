package dev.signalbox.demo;

import dev.signalbox.demo.world.World;
import java.nio.file.Path;
import java.util.Optional;

/** What a person can do to a demo that runs. Each notes what was done, and what is to be seen. */
public final class Breaks {

    private final World world;
    private final Supervisor hub;
    private final Path data;
    private final Diary diary;

    Breaks(World world, Supervisor hub, Path data, Diary diary) {
        this.world = world;
        this.hub = hub;
        this.data = data;
        this.diary = diary;
    }

    /** Does what a key stands for; false for a key that stands for nothing. */
    public boolean press(char key) {
        switch (key) {
            case 'k' -> killHub();
            case 'r' -> killRedis();
            case 'p' -> world.pause(this::paused);
            case 'd' -> world.storm(this::stormed);
            case 's' -> world.toggle(World.PAYMENT, this::toggled);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void killHub() {
        if (!hub.up()) {
            diary.note("k: the hub is away already");
            return;
        }
        diary.note("k: kill -9 of the hub (pid " + hub.pid()
                + "). Senders get no answer and try again under the same ids; another hub is started");
        hub.kill();
    }

    private void killRedis() {
        Optional<ProcessHandle> redis = Leftover.redis(data);
        if (redis.isEmpty()) {
            diary.note("r: Redis is away already");
            return;
        }
        diary.note("r: kill -9 of Redis (pid " + redis.get().pid()
                + "). The hub answers 503 until it has started Redis again; all that was accepted is on disk");
        boolean ignored = redis.get().destroyForcibly();
    }

    private void paused(boolean now) {
        diary.note(
                now
                        ? "p: no new events; what is in flight arrives, and nothing else does"
                        : "p: new events come again");
    }

    private void stormed(int deliveries) {
        diary.note("d: a storm of " + deliveries + " deliveries of events that were accepted before; none of them may"
                + " start anything");
    }

    private void toggled(boolean stopped) {
        diary.note(
                stopped
                        ? "s: the payment service is stopped; orders wait before their charge and try it again"
                        : "s: the payment service is back; what waited goes on by itself");
    }
}
