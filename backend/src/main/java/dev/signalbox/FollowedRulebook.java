package dev.signalbox;

import dev.signalbox.hubs.Agreement;
import dev.signalbox.hubs.Membership;
import dev.signalbox.rulebook.Rulebooks;
import io.vertx.core.Future;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Loads the version of the rulebook that is in force, and those that are to be, and says for which this hub is ready. Confined
 * to the event loop of the membership.
 */
final class FollowedRulebook implements Consumer<Agreement> {

    /** Of the versions that were prepared since the active one, so many are loaded; older ones nobody waits for. */
    private static final int NEWEST = 2;

    private final Membership membership;
    private final Rulebooks rulebooks;
    private final IntFunction<Future<Void>> prepare;
    private final Insistence insistence;
    private final Set<Integer> asked = new TreeSet<>();
    private final Set<Integer> ready = new TreeSet<>();
    private int active;

    /** @param prepare makes the partitions ready for a version */
    FollowedRulebook(Membership membership, Rulebooks rulebooks, IntFunction<Future<Void>> prepare) {
        this.membership = membership;
        this.rulebooks = rulebooks;
        this.prepare = prepare;
        this.insistence = new Insistence(membership);
        this.active = membership.agreement().active();
    }

    @Override
    public void accept(Agreement agreed) {
        if (agreed.active() != active) {
            active = agreed.active();
            follow(active);
        }
        asked.removeIf(version -> version <= active);
        for (int version = Math.max(active, agreed.last() - NEWEST) + 1; version <= agreed.last(); version++) {
            if (asked.add(version)) {
                prepare(version);
            }
        }
        if (ready.removeIf(version -> version <= active)) {
            membership.ready(ready);
        }
    }

    private void follow(int version) {
        insistence.on(new Insistence.Aim(
                "the active rulebook, version " + version,
                () -> version == active,
                () -> rulebooks.follow(version),
                () -> {}));
    }

    private void prepare(int version) {
        insistence.on(new Insistence.Aim(
                "version " + version + " of the rulebook",
                () -> asked.contains(version),
                () -> rulebooks.load(version).compose(loaded -> prepare.apply(version)),
                () -> ready(version)));
    }

    /** Of one that is in force by now nobody asks that. */
    private void ready(int version) {
        if (asked.contains(version)) {
            ready.add(version);
            membership.ready(ready);
        }
    }
}
