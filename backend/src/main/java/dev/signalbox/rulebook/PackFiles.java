package dev.signalbox.rulebook;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.TreeMap;

/** Brings packs of folders to the rulebook: as a draft, never over what was activated. */
public final class PackFiles {

    private final RedisPacks packs;
    private final InstantSource clock;

    /** What a folder's pack is to the rulebook. */
    public enum Seen {
        /** No version holds this pack: it was saved as a draft, to be activated. */
        NEW,
        /** It is what is active, or what was seen here before. */
        SAME,
        /** Its files changed since: it was saved as a draft. With {@code --packs-win} it is to be activated. */
        CHANGED
    }

    public PackFiles(RedisPacks packs, InstantSource clock) {
        this.packs = packs;
        this.clock = clock;
    }

    /** Saves a pack as a draft when the rulebook has not seen these texts; a draft of the same pack is written over. */
    public Future<Seen> bring(Pack pack) {
        String sha = sha(pack);
        return packs.current().compose(current -> {
            Version.Edition active = current.packs().get(pack.name());
            if (active == null) {
                return save(pack, sha, Seen.NEW);
            }
            return active.pack().equals(pack)
                    ? packs.seen(pack.name(), sha).map(Seen.SAME)
                    : packs.lastSeen(pack.name())
                            .compose(last -> last.equals(sha)
                                    ? Future.succeededFuture(Seen.SAME)
                                    : save(pack, sha, Seen.CHANGED));
        });
    }

    /** That of a pack without tables or schemas is what it was before there were any. */
    private static String sha(Pack pack) {
        String texts = new TreeMap<>(pack.definitions()) + pack.drl() + pack.sources() + new TreeMap<>(pack.cases());
        String tables = pack.tables().isEmpty() ? "" : new TreeMap<>(pack.tables()).toString();
        String schemas = pack.schemas().isEmpty() ? "" : "schemas" + new TreeMap<>(pack.schemas());
        return Sha.of(texts + tables + schemas);
    }

    private Future<Seen> save(Pack pack, String sha, Seen seen) {
        return packs.save(new Draft(pack, 0, "files", clock.millis()), null)
                .compose(saved -> packs.seen(pack.name(), sha))
                .map(seen);
    }
}
