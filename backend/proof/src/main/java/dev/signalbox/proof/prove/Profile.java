package dev.signalbox.proof.prove;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** How much is done; the figures are those of the goals. */
public enum Profile {
    /** What every change has to pass, in a minute and a half. */
    PR,
    NIGHTLY,
    RELEASE;

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
            case PR -> Map.of("FLT-01", 6, "FLT-07", 4, "FLT-10", 3, "FLT-12", 2, "ACT-01", 1, "ACT-02", 1);
            case NIGHTLY ->
                Map.of("FLT-01", 200, "FLT-07", 100, "FLT-10", 100, "FLT-12", 40, "ACT-01", 20, "ACT-02", 20);
            case RELEASE ->
                Map.of("FLT-01", 1_000, "FLT-07", 500, "FLT-10", 500, "FLT-12", 200, "ACT-01", 100, "ACT-02", 100);
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
            case PR -> new Plan.Load(12, 60, 1_000);
            case NIGHTLY -> new Plan.Load(24, 80, 200_000);
            case RELEASE -> new Plan.Load(24, 120, 2_000_000);
        };
    }
}
