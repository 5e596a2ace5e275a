package dev.signalbox.proof.prove.check;

import dev.signalbox.proof.prove.watch.Commit;
import dev.signalbox.proof.prove.watch.Vital;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Epochs, positions and numbers of the commits of a partition only grow, and the owner stands where they end. */
final class OneOwner implements Invariant {

    /** Faults after which a hub that is alone goes on as the owner that it was. */
    private static final Set<String> HARMLESS =
            Set.of("FLT-08", "FLT-08:replies", "FLT-12", "FLT-13", "ACT-01", "ACT-02");

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
            if (commit.epoch() < commit.known()) {
                found.add(finding(
                        "partition " + commit.partition(),
                        "who was no owner any more has committed: a later one was there already when " + commit
                                + " came"));
            }
        }
        if (undisturbed(evidence)) {
            oneEpoch(evidence, found);
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

    /** Whether there was one hub, and nothing ended it or held it. */
    private static boolean undisturbed(Evidence evidence) {
        History history = evidence.history();
        long processes = history.vitals().stream().map(Vital::pid).distinct().count();
        return processes == 1
                && history.facts().strikes().stream().allMatch(strike -> HARMLESS.contains(strike.kind()));
    }

    private void oneEpoch(Evidence evidence, List<Finding> found) {
        Map<Integer, Commit> last = new HashMap<>();
        for (Commit commit : evidence.history().commits()) {
            Commit before = last.put(commit.partition(), commit);
            if (before != null && before.epoch() < commit.epoch()) {
                found.add(finding(
                        "partition " + commit.partition(),
                        "its owner was alone, and has given up and claimed it anew: after " + before + " came "
                                + commit));
            }
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
