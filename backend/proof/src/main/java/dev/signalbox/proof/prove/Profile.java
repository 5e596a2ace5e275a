package dev.signalbox.proof.prove;

import static java.util.Map.entry;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How much is done; the figures are those of the goals. */
public enum Profile {
    /** What every change has to pass, in a minute and a half. */
    PR,
    NIGHTLY,
    RELEASE;

    /** What fits into the time; the others have their own tests, and their nights. */
    private static final Map<String, Integer> PER_CHANGE = Map.ofEntries(
            entry("FLT-01", 6),
            entry("FLT-03", 2),
            entry("FLT-05", 1),
            entry("FLT-07", 4),
            entry("FLT-08", 6),
            entry("FLT-09", 2),
            entry("FLT-10", 3),
            entry("FLT-11", 1),
            entry("FLT-12", 2),
            entry("FLT-13", 1),
            entry("FLT-21", 1),
            entry("FLT-22", 1),
            entry("FLT-23", 1),
            entry("ACT-01", 1),
            entry("ACT-02", 1));

    private static final Map<String, Integer> PER_NIGHT = Map.ofEntries(
            entry("FLT-01", 200),
            entry("FLT-03", 50),
            entry("FLT-05", 5),
            entry("FLT-06", 5),
            entry("FLT-07", 100),
            entry("FLT-08", 1_000),
            entry("FLT-08:replies", 50),
            entry("FLT-09", 50),
            entry("FLT-10", 100),
            entry("FLT-10:both", 20),
            entry("FLT-11", 50),
            entry("FLT-12", 40),
            entry("FLT-13", 20),
            entry("FLT-14", 20),
            entry("FLT-15", 20),
            entry("FLT-16", 20),
            entry("FLT-18", 20),
            entry("FLT-21", 5),
            entry("FLT-22", 5),
            entry("FLT-23", 20),
            entry("ACT-01", 20),
            entry("ACT-02", 20));

    /** Five nights: a thousand kills. */
    private static final int NIGHTS = 5;

    public Duration length() {
        return switch (this) {
            case PR -> Duration.ofSeconds(45);
            case NIGHTLY -> Duration.ofMinutes(60);
            case RELEASE -> Duration.ofHours(6);
        };
    }

    /** Of a run of this length: as many as belong to it, and each kind once at least. */
    public Map<String, Integer> faults(Duration time) {
        double share = share(time);
        Map<String, Integer> some = new TreeMap<>();
        faults().forEach((kind, count) -> some.put(kind, (int) Math.max(1, Math.round(count * share))));
        return some;
    }

    private double share(Duration time) {
        return (double) time.toMillis() / length().toMillis();
    }

    private Map<String, Integer> faults() {
        return switch (this) {
            case PR -> PER_CHANGE;
            case NIGHTLY -> PER_NIGHT;
            case RELEASE ->
                PER_NIGHT.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, night -> NIGHTS * night.getValue()));
        };
    }

    /** Of a run of this length. */
    public Plan.Load load(Duration time) {
        Plan.Load all = load();
        int least = (int) Math.min(all.leastAcked(), Math.max(100, Math.round(all.leastAcked() * share(time))));
        return new Plan.Load(all.clients(), all.rate(), least);
    }

    private Plan.Load load() {
        return switch (this) {
            case PR -> new Plan.Load(12, 45, 1_000);
            case NIGHTLY -> new Plan.Load(24, 100, 200_000);
            case RELEASE -> new Plan.Load(24, 120, 2_000_000);
        };
    }
}
