package dev.signalbox.proof.prove.fault;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;

/** All kinds of faults; a new one is a line here. */
public final class Faults {

    private static final Map<String, Supplier<Fault>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("FLT-01", KillHub::new);
        ALL.put("FLT-07", KillRedis::new);
        ALL.put("FLT-10", HoldHub::new);
        ALL.put("FLT-11", RestartHub::new);
        ALL.put("FLT-12", KillSink::new);
        ALL.put("ACT-01", OtherRules::new);
        ALL.put("ACT-02", Redrive::new);
    }

    private Faults() {}

    /** Whether there is a fault of this number. */
    public static boolean knows(String kind) {
        return ALL.containsKey(kind);
    }

    /** What a kind is, in a few words. */
    public static String title(String kind) {
        Supplier<Fault> one = ALL.get(kind);
        return one == null ? "" : one.get().title();
    }

    /** As many of each kind as wanted, in the order of the seed; kinds that nobody knows are left out. */
    public static List<Fault> schedule(Map<String, Integer> wanted, long seed) {
        List<Fault> faults = new ArrayList<>();
        new TreeMap<>(wanted).forEach((kind, count) -> {
            for (int i = 0; i < count && knows(kind); i++) {
                faults.add(Objects.requireNonNull(ALL.get(kind)).get());
            }
        });
        Collections.shuffle(faults, new Random(seed));
        return faults;
    }
}
