package dev.signalbox;

import dev.signalbox.hubs.Membership;
import io.vertx.core.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries what failed again, after longer and longer pauses, until it succeeds or nobody wants it any more. Confined to the loop of the membership. */
final class Insistence {

    private static final Logger LOG = LoggerFactory.getLogger(Insistence.class);
    private static final long FIRST_PAUSE = 50;

    /** What fails for good, as a version that does not compile here, must not keep a processor busy. */
    private static final long LONGEST_PAUSE = 10_000;

    private final Membership membership;

    Insistence(Membership membership) {
        this.membership = membership;
    }

    /**
     * What is to come about.
     *
     * @param what the subject of a sentence
     * @param wanted asked before each further attempt
     * @param done called when it has come about
     */
    record Aim(String what, BooleanSupplier wanted, Supplier<Future<Void>> attempt, Runnable done) {}

    void on(Aim aim) {
        on(aim, FIRST_PAUSE);
    }

    private void on(Aim aim, long pause) {
        aim.attempt()
                .get()
                .onSuccess(come -> membership.run(() -> done(aim, pause)))
                .onFailure(fault -> {
                    if (pause == FIRST_PAUSE) {
                        LOG.warn("{} cannot be followed, it is tried again: {}", aim.what(), fault.getMessage());
                    }
                    membership.runAfter(pause, () -> again(aim, Math.min(LONGEST_PAUSE, 2 * pause)));
                });
    }

    private void again(Aim aim, long pause) {
        if (aim.wanted().getAsBoolean()) {
            on(aim, pause);
        }
    }

    private static void done(Aim aim, long pause) {
        if (pause > FIRST_PAUSE) {
            LOG.info("{} is followed", aim.what());
        }
        aim.done().run();
    }
}
