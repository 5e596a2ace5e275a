package dev.signalbox.proof.prove.check;

import java.util.ArrayList;
import java.util.List;

/** After the last fault every delivery is answered, and no partition is without an owner for long. */
final class ComesToRest implements Invariant {

    private static final long GRACE = 2_000;

    @Override
    public String id() {
        return "I9";
    }

    @Override
    public String statement() {
        return "the hubs come to rest, and every partition has an owner";
    }

    @Override
    public List<Finding> check(Evidence evidence) {
        List<Finding> found = new ArrayList<>();
        Facts facts = evidence.history().facts();
        if (!facts.answered()) {
            found.add(finding("deliveries", "some had no answer long after the last fault"));
        }
        for (Owner owner : evidence.history().owners()) {
            if (owner.until() + facts.leaseMillis() + GRACE < owner.now()) {
                found.add(finding(
                        "partition " + owner.partition(),
                        "has had no owner for " + (owner.now() - owner.until()) + " ms, and the lease is "
                                + facts.leaseMillis() + " ms"));
            }
        }
        return found;
    }
}
