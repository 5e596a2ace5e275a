package dev.signalbox.flow.ingest;

import java.util.Locale;

/**
 * How much room is left for what the journal keeps: memory of Redis, and disk under it. Decides only; nothing is measured
 * here.
 *
 * @param memory bytes that Redis uses, {@code mostMemory} that it may use; 0 without a limit
 * @param free bytes on the disk, {@code disk} its size; 0 where the disk is not ours to see
 * @param folder that lies on that disk
 */
public record Space(long memory, long mostMemory, long free, long disk, String folder) {

    /** Nothing is known, so nothing is refused for it. */
    public static final Space UNKNOWN = new Space(0, 0, 0, 0, "");

    private static final int WARN_MEMORY = 70;
    private static final int BULK_MEMORY = 85;
    private static final int FULL_MEMORY = 95;
    private static final int WARN_DISK = 20;
    private static final int FULL_DISK = 10;

    /** Less is too little on a large disk; of a small one a tenth is kept. */
    private static final long LEAST_FREE = 1L << 30;

    private static final long SMALL_DISK = 8 * LEAST_FREE;

    /** Each level includes what is said of the ones before. */
    public enum Level {
        ROOMY,
        /** Somebody is told. */
        NARROW,
        /** Sources of priority bulk are refused. */
        BULK,
        /** Everybody is refused; what was taken is worked off. */
        FULL
    }

    public Level ofMemory() {
        int used = memoryPercent();
        if (used >= FULL_MEMORY) {
            return Level.FULL;
        }
        return used >= BULK_MEMORY ? Level.BULK : used >= WARN_MEMORY ? Level.NARROW : Level.ROOMY;
    }

    public Level ofDisk() {
        if (disk == 0) {
            return Level.ROOMY;
        }
        if (freePercent() < FULL_DISK || (disk >= SMALL_DISK && free < LEAST_FREE)) {
            return Level.FULL;
        }
        return freePercent() < WARN_DISK ? Level.NARROW : Level.ROOMY;
    }

    public int memoryPercent() {
        return mostMemory == 0 ? 0 : (int) (memory * 100 / mostMemory);
    }

    public int freePercent() {
        return disk == 0 ? 100 : (int) (free * 100 / disk);
    }

    /** What is the matter with the memory and what mends it. */
    public String memoryText() {
        return "Redis uses " + memoryPercent() + " % of its maxmemory (" + size(memory) + " of " + size(mostMemory)
                + "): raise it with CONFIG SET maxmemory, or keep less with --retention";
    }

    /** What is the matter with the disk and what mends it. */
    public String diskText() {
        return "disk full at " + folder + ": " + size(free) + " of " + size(disk) + " are free (" + freePercent()
                + " %); free some, or enlarge it";
    }

    private static String size(long bytes) {
        return bytes >= 1L << 30
                ? String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30))
                : String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (1L << 20));
    }
}
