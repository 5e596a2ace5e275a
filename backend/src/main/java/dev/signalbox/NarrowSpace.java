package dev.signalbox;

import dev.signalbox.admin.Overview.Concern;
import dev.signalbox.flow.ingest.Space;
import java.util.ArrayList;
import java.util.List;

/** Says in words that memory or disk get full. */
final class NarrowSpace {

    private NarrowSpace() {}

    static List<Concern> of(Space space) {
        List<Concern> found = new ArrayList<>();
        Space.Level memory = space.ofMemory();
        if (memory != Space.Level.ROOMY) {
            found.add(concern(
                    "memory",
                    memory != Space.Level.NARROW,
                    memory == Space.Level.FULL ? "Redis is full" : "Redis is nearly full",
                    space.memoryText() + ". " + refusedFor(memory)));
        }
        Space.Level disk = space.ofDisk();
        if (disk != Space.Level.ROOMY) {
            found.add(concern(
                    "disk",
                    disk == Space.Level.FULL,
                    disk == Space.Level.FULL ? "The disk is full" : "The disk is nearly full",
                    space.diskText() + ". " + refusedFor(disk)));
        }
        return found;
    }

    private static Concern concern(String kind, boolean bad, String title, String detail) {
        return new Concern(kind, bad ? "bad" : "warn", title, detail, "What to do", "/docs/operations#memory-and-disk");
    }

    private static String refusedFor(Space.Level level) {
        return switch (level) {
            case ROOMY, NARROW -> "Nothing is refused yet.";
            case BULK -> "Sources of priority bulk get 429.";
            case FULL -> "All deliveries get 503; what was taken is worked off.";
        };
    }
}
