package dev.signalbox.proof.prove.check;

import dev.signalbox.proof.prove.watch.Commit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Epochs, positions and numbers of the commits of a partition only grow, and the owner stands where they end. */
final class OneOwner implements Invariant {

    @Override
    public String id() {
        return "I7";
    }

    @Override
    public String statement() {
        return "a partition has one owner at a time";
    }

    @Override
    public List<Finding> check(Evidence evidence) {
        List<Finding> found = new ArrayList<>();
        Map<Integer, Commit> last = new HashMap<>();
        for (Commit commit : evidence.history().commits()) {
            Commit before = last.put(commit.partition(), commit);
            if (before != null) {
                follows(before, commit, found);
            }
        }
        boolean atRest = evidence.history().facts().drained();
        for (Owner owner : evidence.history().owners()) {
            Commit commit = last.get(owner.partition());
            if (commit != null && atRest) {
                stands(owner, commit, found);
            }
        }
        return found;
    }

    private void follows(Commit before, Commit commit, List<Finding> found) {
        String text = "after " + before + " came " + commit;
        if (commit.epoch() < before.epoch()) {
            found.add(finding("partition " + commit.partition(), "an older owner has committed: " + text));
        }
        if (commit.position() < before.position()) {
            found.add(finding("partition " + commit.partition(), "the position went back: " + text));
        }
        if (commit.number() != before.number() + 1) {
            found.add(finding("partition " + commit.partition(), "commits are not numbered one by one: " + text));
        }
    }

    private void stands(Owner owner, Commit commit, List<Finding> found) {
        if (owner.epoch() < commit.epoch()
                || owner.commit() != commit.number()
                || owner.position() != commit.position()) {
            found.add(finding(
                    "partition " + owner.partition(),
                    "its owner stands elsewhere than its last commit: " + owner + ", " + commit));
        }
    }
}
