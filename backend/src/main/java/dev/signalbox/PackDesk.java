package dev.signalbox;

import dev.signalbox.admin.Packs;
import dev.signalbox.rulebook.Diagnostic;
import dev.signalbox.rulebook.Draft;
import dev.signalbox.rulebook.Version;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Packs as the admin API shows and changes them. */
record PackDesk(Vertx vertx, Rulebook rulebook) implements Packs {

    private static final String AUTHOR = "admin";

    @Override
    public Future<List<Summary>> list() {
        return rulebook.packs().current().compose(version -> rulebook.packs()
                .draftNames()
                .compose(drafts -> {
                    Set<String> names = new TreeSet<>(drafts);
                    names.addAll(version.packs().keySet());
                    List<Future<Optional<Packs.Pack>>> found =
                            names.stream().map(name -> find(name, version)).toList();
                    return Future.all(found).map(all -> found.stream()
                            .flatMap(one -> one.result().stream())
                            .map(Packs.Pack::summary)
                            .toList());
                }));
    }

    @Override
    public Future<Optional<Packs.Pack>> find(String pack) {
        return rulebook.packs().current().compose(version -> find(pack, version));
    }

    private Future<Optional<Packs.Pack>> find(String name, Version version) {
        return rulebook.packs().draft(name).map(draft -> {
            Version.Edition edition = version.packs().get(name);
            if (draft.isEmpty() && edition == null) {
                return Optional.empty();
            }
            dev.signalbox.rulebook.Pack active = edition == null ? null : edition.pack();
            dev.signalbox.rulebook.Pack text = draft.map(Draft::pack).orElse(active);
            return text == null ? Optional.empty() : Optional.of(shown(text, active, draft, version));
        });
    }

    private static Packs.Pack shown(
            dev.signalbox.rulebook.Pack text, dev.signalbox.rulebook.@Nullable Pack active, Optional<Draft> draft, Version version) {
        Summary summary = new Summary(
                text.name(),
                active == null ? null : version.number(),
                draft.map(one -> (int) one.revision()).orElse(0),
                draft.isPresent() && !text.equals(active),
                List.of(),
                List.copyOf(text.definitions().keySet()));
        return new Packs.Pack(summary, files(text), active == null ? null : files(active));
    }

    private static Files files(dev.signalbox.rulebook.Pack pack) {
        return new Files(pack.drl(), pack.definitions(), pack.sources() == null ? "" : pack.sources());
    }

    @Override
    public Future<List<Finding>> check(String pack, Text text) {
        return laid(pack, text).compose(full -> rulebook.packs()
                .current()
                .compose(version -> vertx.executeBlocking(
                        () -> rulebook.diagnose(full, version).stream()
                                .map(PackDesk::finding)
                                .toList(),
                        false)));
    }

    /** The text over the draft, over the active pack, over nothing. */
    private Future<dev.signalbox.rulebook.Pack> laid(String name, Text text) {
        return rulebook.packs().draft(name).compose(draft -> rulebook.packs().current().map(version -> {
            Version.Edition edition = version.packs().get(name);
            var empty = new dev.signalbox.rulebook.Pack(name, "", Map.of(), null, Map.of());
            var base = draft.map(Draft::pack).orElse(edition == null ? empty : edition.pack());
            return new dev.signalbox.rulebook.Pack(
                    name,
                    text.drl() == null ? base.drl() : text.drl(),
                    text.definitions() == null ? base.definitions() : text.definitions(),
                    text.sources() == null ? base.sources() : text.sources(),
                    base.cases());
        }));
    }

    @Override
    public Future<Drafted> draft(String pack, Text text, @Nullable Integer revision) {
        Long seen = revision == null ? null : Long.valueOf(revision);
        return laid(pack, text)
                .compose(full -> rulebook.packs()
                        .save(new Draft(full, 0, AUTHOR, rulebook.clock().millis()), seen))
                .map(saved -> saved instanceof Draft.Saved.Done done
                        ? new Drafted.Kept((int) done.revision())
                        : new Drafted.Stale((int) ((Draft.Saved.Stale) saved).revision()));
    }

    @Override
    public Future<Packs.Activated> activate(String pack, String note, @Nullable Integer revision) {
        Long seen = revision == null ? null : Long.valueOf(revision);
        return rulebook.packs().draft(pack).compose(draft -> draft.isEmpty()
                ? Future.succeededFuture(new Packs.Activated.Absent())
                : rulebook.activate(pack, note, AUTHOR, seen).map(PackDesk::outcome));
    }

    private static Packs.Activated outcome(dev.signalbox.rulebook.Activated outcome) {
        if (outcome instanceof dev.signalbox.rulebook.Activated.Done done) {
            return new Packs.Activated.Done(done.version());
        }
        if (outcome instanceof dev.signalbox.rulebook.Activated.Invalid invalid) {
            return new Packs.Activated.Faulty(
                    invalid.diagnostics().stream().map(PackDesk::finding).toList());
        }
        if (outcome instanceof dev.signalbox.rulebook.Activated.Stale stale) {
            return new Packs.Activated.Stale("changed by " + stale.who() + " meanwhile: look at it and try again");
        }
        return new Packs.Activated.Late(((dev.signalbox.rulebook.Activated.Unavailable) outcome).code());
    }

    private static Finding finding(Diagnostic each) {
        return new Finding(
                "rules.drl",
                each.line(),
                each.column(),
                each.length(),
                each.severity(),
                each.code(),
                each.message(),
                each.hint(),
                each.fix());
    }
}
