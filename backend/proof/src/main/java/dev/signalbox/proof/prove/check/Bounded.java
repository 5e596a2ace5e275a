package dev.signalbox.proof.prove.check;

import dev.signalbox.proof.prove.watch.Vital;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A hub takes no more memory and files than it should, and the longer it lives it does not take ever more. */
final class Bounded implements Invariant {

    private static final long MOST_KIB = 1_024 * 1_024;
    private static final long MOST_FILES = 1_024;

    /** Looks at one process, a second apart, from which a trend can be told. */
    private static final int LONG = 600;

    private static final double GROWTH = 1.3;

    @Override
    public String id() {
        return "I10";
    }

    @Override
    public String statement() {
        return "memory and open files stay within bounds";
    }

    @Override
    public List<Finding> check(Evidence evidence) {
        List<Finding> found = new ArrayList<>();
        Map<Long, List<Vital>> byProcess = new HashMap<>();
        for (Vital vital : evidence.history().vitals()) {
            byProcess.computeIfAbsent(vital.pid(), pid -> new ArrayList<>()).add(vital);
        }
        byProcess.forEach((pid, vitals) -> process(pid, vitals, found));
        return found;
    }

    private void process(long pid, List<Vital> vitals, List<Finding> found) {
        Vital last = vitals.get(vitals.size() - 1);
        for (Vital vital : vitals) {
            if (vital.residentKib() > MOST_KIB || vital.files() > MOST_FILES) {
                found.add(finding(
                        "hub " + vital.hub(),
                        "took " + vital.residentKib() / 1024 + " MiB and " + vital.files() + " open files, more than "
                                + MOST_KIB / 1024 + " MiB or " + MOST_FILES));
                return;
            }
        }
        if (vitals.size() >= LONG && median(vitals, 2, 3) > median(vitals, 1, 3) * GROWTH) {
            found.add(finding(
                    "hub " + last.hub() + ", process " + pid,
                    "its memory grows: "
                            + median(vitals, 1, 3) / 1024 + " MiB in the middle of its life, "
                            + median(vitals, 2, 3) / 1024
                            + " MiB in the last third"));
        }
    }

    private static double median(List<Vital> vitals, int part, int parts) {
        long[] sorted = vitals.subList(vitals.size() * part / parts, vitals.size() * (part + 1) / parts).stream()
                .mapToLong(Vital::residentKib)
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }
}
