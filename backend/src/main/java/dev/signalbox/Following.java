package dev.signalbox;

import dev.signalbox.flow.Partitions;
import dev.signalbox.flow.ingest.Ingest;
import dev.signalbox.hubs.Agreement;
import dev.signalbox.hubs.Membership;
import dev.signalbox.rulebook.Rulebooks;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does here what the hubs agreed upon: shares, sources, and versions of the rulebook. Confined to one event loop. */
final class Following implements Consumer<Agreement> {

    private static final Logger LOG = LoggerFactory.getLogger(Following.class);

    /** Of the versions that were prepared since the active one, so many are loaded; older ones nobody waits for. */
    private static final int NEWEST = 2;

    private final Membership membership;
    private final Partitions partitions;
    private final Ingest ingest;
    private final Rulebooks rulebooks;
    private final Set<Integer> asked = new TreeSet<>();
    private final Set<Integer> ready = new TreeSet<>();
    private Agreement last;
    private boolean replaced;

    Following(Membership membership, Partitions partitions, Ingest ingest, Rulebooks rulebooks) {
        this.membership = membership;
        this.partitions = partitions;
        this.ingest = ingest;
        this.rulebooks = rulebooks;
        this.last = membership.agreement();
    }

    @Override
    public void accept(Agreement agreed) {
        if (!agreed.shares().equals(last.shares()) || membership.isReplaced() != replaced) {
            replaced = membership.isReplaced();
            partitions.reshared();
            ingest.reshared();
        }
        ingest.follow(agreed.sources()).onFailure(fault -> unfollowed("the sources", fault));
        if (agreed.active() != last.active()) {
            rulebooks.follow(agreed.active()).onFailure(fault -> unfollowed("the active rulebook", fault));
        }
        prepare(agreed);
        last = agreed;
    }

    private void prepare(Agreement agreed) {
        for (int version = Math.max(agreed.active(), agreed.last() - NEWEST) + 1; version <= agreed.last(); version++) {
            if (asked.add(version)) {
                int loading = version;
                rulebooks
                        .load(version)
                        .compose(loaded -> partitions.prepare(loading))
                        .onSuccess(loaded -> membership.run(() -> ready(loading)))
                        .onFailure(fault -> unfollowed("version " + loading + " of the rulebook", fault));
            }
        }
        asked.removeIf(version -> version <= agreed.active());
        if (ready.removeIf(version -> version <= agreed.active())) {
            membership.ready(ready);
        }
    }

    private void ready(int version) {
        ready.add(version);
        membership.ready(ready);
    }

    private static void unfollowed(String what, Throwable fault) {
        LOG.warn("{} cannot be followed: {}", what, fault.getMessage());
    }
}
