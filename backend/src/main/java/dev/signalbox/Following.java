package dev.signalbox;

import dev.signalbox.flow.Partitions;
import dev.signalbox.hubs.Agreement;
import dev.signalbox.hubs.Membership;
import dev.signalbox.rulebook.Rulebooks;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does here what the hubs agreed upon: shares, sources, sinks, secrets, and versions of the rulebook. Confined to one event loop. */
final class Following implements Consumer<Agreement> {

    private static final Logger LOG = LoggerFactory.getLogger(Following.class);

    private final Membership membership;
    private final Partitions partitions;
    private final Ends ends;
    private final FollowedRulebook rulebook;
    private Agreement last;
    private boolean replaced;

    Following(Membership membership, Partitions partitions, Ends ends, Rulebooks rulebooks) {
        this.membership = membership;
        this.partitions = partitions;
        this.ends = ends;
        this.rulebook = new FollowedRulebook(membership, rulebooks, partitions::prepare);
        this.last = membership.agreement();
    }

    @Override
    public void accept(Agreement agreed) {
        if (!agreed.shares().equals(last.shares()) || membership.isReplaced() != replaced) {
            replaced = membership.isReplaced();
            partitions.reshared();
            ends.ingest().reshared();
        }
        ends.follow(agreed.sources()).onFailure(Following::unfollowed);
        rulebook.accept(agreed);
        last = agreed;
    }

    private static void unfollowed(Throwable fault) {
        LOG.warn("the sources, sinks and secrets cannot be followed: {}", fault.getMessage());
    }
}
