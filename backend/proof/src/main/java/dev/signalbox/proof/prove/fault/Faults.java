package dev.signalbox.proof.prove.fault;

import dev.signalbox.proof.CannotRun;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;

/** All kinds of faults; a new one is a line here. */
public final class Faults {

    private static final Map<String, Supplier<Fault>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("FLT-01", KillHub::new);
        ALL.put("FLT-03", PowerCut::new);
        ALL.put("FLT-05", FullDisk::new);
        ALL.put("FLT-06", FullMemory::new);
        ALL.put("FLT-07", KillRedis::new);
        ALL.put("FLT-08", BrokenLine::new);
        ALL.put("FLT-08:replies", LostReplies::new);
        ALL.put("FLT-09", StoppedRedis::new);
        ALL.put("FLT-10", HoldHub::new);
        ALL.put("FLT-10:both", HoldBoth::new);
        ALL.put("FLT-11", RestartHub::new);
        ALL.put("FLT-12", BadSink::new);
        ALL.put("FLT-13", Storm::new);
        ALL.put("FLT-14", LateEvents::new);
        ALL.put("FLT-15", WrongClock::new);
        ALL.put("FLT-16", PoisonEvents::new);
        ALL.put("FLT-18", RuleSwaps::new);
        ALL.put("FLT-21", OldBackup::new);
        ALL.put("FLT-22", DamagedFile::new);
        ALL.put("FLT-23", Upgrade::new);
        ALL.put("ACT-01", OtherRules::new);
        ALL.put("ACT-02", Redrive::new);
    }

    /** So many halts may follow each other at once: with one more a hub might take an event for poison, and be right. */
    private static final int TOGETHER = 3;

    private Faults() {}

    /** Whether there is a fault of this number, or a point and a deed after it. */
    public static boolean knows(String kind) {
        return ALL.containsKey(kind) || AtPoint.of(kind).isPresent();
    }

    /** What a kind is, in a few words. */
    public static String title(String kind) {
        Supplier<Fault> one = ALL.get(kind);
        return one == null ? "" : one.get().title();
    }

    /** As many of each kind as wanted, in the order of the seed. */
    public static List<Fault> schedule(Map<String, Integer> wanted, long seed) {
        List<Fault> faults = new ArrayList<>();
        new TreeMap<>(wanted).forEach((kind, count) -> {
            for (int i = 0; i < count; i++) {
                faults.add(one(kind));
            }
        });
        Collections.shuffle(faults, new Random(seed));
        for (int i = 1; i < faults.size(); i++) {
            if (i % TOGETHER != 0
                    && faults.get(i - 1) instanceof AtPoint before
                    && faults.get(i) instanceof AtPoint point) {
                before.followedBy(point);
            }
        }
        return faults;
    }

    private static Fault one(String kind) {
        Supplier<Fault> known = ALL.get(kind);
        return known != null
                ? known.get()
                : AtPoint.of(kind)
                        .orElseThrow(() -> new CannotRun("there is no fault " + kind + "; there are " + ALL.keySet()
                                + " and " + AtPoint.KIND + ":<point>:<deed>"));
    }
}
