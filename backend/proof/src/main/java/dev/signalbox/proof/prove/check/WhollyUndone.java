package dev.signalbox.proof.prove.check;

import dev.signalbox.proof.prove.load.Trip;
import dev.signalbox.proof.prove.sink.Hit;
import dev.signalbox.proof.prove.sink.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A trip that was not refused has booked all of it and takes nothing back; one that was takes back all of it, the last first. */
final class WhollyUndone implements Invariant {

    @Override
    public String id() {
        return "I11";
    }

    @Override
    public String statement() {
        return "what can be undone is done wholly, or undone wholly";
    }

    @Override
    public List<Finding> check(Evidence evidence) {
        List<Finding> found = new ArrayList<>();
        evidence.steps().forEach((process, hits) -> {
            if (Evidence.definition(hits.get(0)).equals(Trip.NAME)) {
                if (hits.stream().anyMatch(WhollyUndone::isRefused)) {
                    undone(process, hits, found);
                } else {
                    done(process, hits, found);
                }
            }
        });
        return found;
    }

    private static boolean isRefused(Hit hit) {
        return hit.answer() == Reply.REFUSED;
    }

    private void done(String process, List<Hit> hits, List<Finding> found) {
        hits.stream()
                .filter(hit -> Trip.isUndoing(hit.step()))
                .findFirst()
                .ifPresent(hit -> found.add(finding(process, "undoes what nobody has refused: " + hit)));
        if (!isTaken(hits, Trip.SEAL)) {
            found.add(finding(process, "was neither taken nor refused in the end"));
        }
        all().map(Trip::booking)
                .filter(step -> !isTaken(hits, step))
                .forEach(step -> found.add(finding(process, "has not done " + step)));
    }

    private void undone(String process, List<Hit> hits, List<Finding> found) {
        if (isTaken(hits, Trip.SEAL)) {
            found.add(finding(process, "was refused, and then taken"));
        }
        all().map(Trip::undoing)
                .filter(step -> !isTaken(hits, step))
                .forEach(step -> found.add(finding(process, "was refused, and has not done " + step)));
        List<Hit> after =
                hits.stream().dropWhile(hit -> !Trip.isUndoing(hit.step())).toList();
        after.stream()
                .filter(hit -> !Trip.isUndoing(hit.step()))
                .findFirst()
                .ifPresent(hit -> found.add(finding(process, "has gone on after it began to undo: " + hit)));
        follows(process, after, found);
    }

    /** Each round is taken back before the one before it, and all of them before the branches. */
    private void follows(String process, List<Hit> hits, List<Finding> found) {
        for (int i = 0; i < Trip.ROUNDS.size(); i++) {
            String first = Trip.undoing(Trip.ROUNDS.get(i));
            List<String> later = Stream.concat(Trip.ROUNDS.stream().skip(i + 1L), Trip.BRANCHES.stream())
                    .map(Trip::undoing)
                    .toList();
            hits.stream()
                    .takeWhile(hit -> !(hit.step().equals(first) && hit.answer().good()))
                    .filter(hit -> later.contains(hit.step()))
                    .findFirst()
                    .ifPresent(hit -> found.add(finding(process, "was to do " + first + " before this: " + hit)));
        }
    }

    private static Stream<String> all() {
        return Stream.concat(Trip.ROUNDS.stream(), Trip.BRANCHES.stream());
    }

    private static boolean isTaken(List<Hit> hits, String step) {
        return hits.stream()
                .anyMatch(hit -> hit.step().equals(step) && hit.answer().good());
    }
}
