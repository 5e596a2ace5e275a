package dev.signalbox.admin;

import dev.signalbox.rulebook.Draft;
import dev.signalbox.rulebook.Pack;
import dev.signalbox.rulebook.RedisPacks;
import dev.signalbox.rulebook.Version;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Drafts as they are kept, each beside what is active. */
record Drafts(RedisPacks packs) {

    /** @param text instead of the draft; null for it, and then it is empty when there is none */
    Future<Optional<Drafted>> of(String pack, Packs.@Nullable Text text) {
        return Future.all(packs.current(), packs.draft(pack)).map(both -> {
            Version active = both.resultAt(0);
            Optional<Draft> draft = both.resultAt(1);
            if (text == null) {
                return draft.map(found -> new Drafted(found.pack(), found.revision(), active));
            }
            Pack base = draft.map(Draft::pack).orElseGet(() -> base(active, pack));
            return Optional.of(new Drafted(PackTexts.changed(base, text), 0, active));
        });
    }

    private static Pack base(Version active, String pack) {
        Version.Edition edition = active.packs().get(pack);
        return edition == null ? new Pack(pack, "", Map.of(), null, Map.of()) : edition.pack();
    }
}
