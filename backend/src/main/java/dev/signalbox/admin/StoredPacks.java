package dev.signalbox.admin;

import dev.signalbox.rulebook.Activation;
import dev.signalbox.rulebook.Diagnostic;
import dev.signalbox.rulebook.Draft;
import dev.signalbox.rulebook.Pack;
import dev.signalbox.rulebook.PackCheck;
import dev.signalbox.rulebook.RedisPacks;
import dev.signalbox.rulebook.Version;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The packs as they are kept: the draft of each, and what is active. */
public final class StoredPacks implements Packs {

    private static final String AUTHOR = "admin";

    /** For a list of names only: a draft need not be well-formed. */
    private static final Pattern RULE = Pattern.compile("(?m)^[ \\t]*rule[ \\t]+(?:\"([^\"\\n]+)\"|([\\w-]+))");

    private final Vertx vertx;
    private final RedisPacks packs;
    private final PackCheck check;
    private final Activation activation;
    private final InstantSource clock;

    public StoredPacks(Vertx vertx, RedisPacks packs, PackCheck check, Activation activation, InstantSource clock) {
        this.vertx = vertx;
        this.packs = packs;
        this.check = check;
        this.activation = activation;
        this.clock = clock;
    }

    @Override
    public Future<List<Summary>> list() {
        return Future.all(packs.current(), packs.draftNames()).compose(both -> {
            TreeSet<String> names =
                    new TreeSet<>(both.<Version>resultAt(0).packs().keySet());
            names.addAll(both.<List<String>>resultAt(1));
            List<Future<Optional<Packs.Shown>>> found =
                    names.stream().map(this::find).toList();
            return Future.all(found).map(all -> found.stream()
                    .flatMap(pack -> pack.result().stream())
                    .map(Packs.Shown::summary)
                    .toList());
        });
    }

    @Override
    public Future<Optional<Packs.Shown>> find(String name) {
        return Future.all(packs.current(), packs.draft(name)).map(both -> {
            Version version = both.resultAt(0);
            Optional<Draft> draft = both.resultAt(1);
            Pack active = active(version, name);
            Pack text = draft.map(Draft::pack).orElse(active);
            return Optional.ofNullable(text)
                    .map(shown -> new Packs.Shown(
                            summary(shown, active, version.number(), draft),
                            files(shown),
                            active == null ? null : files(active)));
        });
    }

    private static Summary summary(Pack text, @Nullable Pack active, int version, Optional<Draft> draft) {
        return new Summary(
                text.name(),
                active == null ? null : version,
                draft.map(Draft::revision).orElse(0L).intValue(),
                !text.equals(active),
                RULE.matcher(text.drl())
                        .results()
                        .map(rule -> text.name() + '/' + name(rule))
                        .toList(),
                text.definitions().keySet().stream().sorted().toList());
    }

    private static String name(MatchResult rule) {
        return Objects.requireNonNullElseGet(rule.group(1), () -> rule.group(2));
    }

    private static @Nullable Pack active(Version version, String name) {
        Version.Edition edition = version.packs().get(name);
        return edition == null ? null : edition.pack();
    }

    private static Files files(Pack pack) {
        return new Files(pack.drl(), pack.definitions(), Objects.requireNonNullElse(pack.sources(), ""));
    }

    @Override
    public Future<List<Finding>> check(String name, Text text) {
        return Future.all(base(name), packs.current()).compose(both -> {
            Pack changed = changed(both.resultAt(0), text);
            List<Pack> others = both.<Version>resultAt(1).packs().values().stream()
                    .map(Version.Edition::pack)
                    .toList();
            return vertx.executeBlocking(() -> findings(check.check(changed, others)), false);
        });
    }

    @Override
    public Future<Drafted> draft(String name, Text text, @Nullable Integer revision) {
        return base(name)
                .compose(base -> packs.save(
                        new Draft(changed(base, text), 0, AUTHOR, clock.millis()),
                        revision == null ? null : revision.longValue()))
                .map(saved -> saved instanceof Draft.Saved.Done done
                        ? new Drafted.Kept((int) done.revision())
                        : new Drafted.Stale((int) ((Draft.Saved.Stale) saved).revision()));
    }

    /** What a change is made to: the draft, else what is active, else nothing. */
    private Future<Pack> base(String name) {
        return Future.all(packs.current(), packs.draft(name)).map(both -> {
            Pack active = active(both.resultAt(0), name);
            Pack empty = new Pack(name, "", Map.of(), null, Map.of());
            return both.<Optional<Draft>>resultAt(1).map(Draft::pack).orElse(Objects.requireNonNullElse(active, empty));
        });
    }

    private static Pack changed(Pack base, Text text) {
        return new Pack(
                base.name(),
                Objects.requireNonNullElse(text.drl(), base.drl()),
                Objects.requireNonNullElse(text.definitions(), base.definitions()),
                text.sources() == null ? base.sources() : text.sources(),
                base.cases());
    }

    @Override
    public Future<Activated> activate(String name, String note, @Nullable Integer revision) {
        return activation
                .activate(name, note, AUTHOR, revision == null ? null : revision.longValue())
                .map(StoredPacks::shown);
    }

    private static Activated shown(dev.signalbox.rulebook.Activated activated) {
        if (activated instanceof dev.signalbox.rulebook.Activated.Done done) {
            return new Activated.Done(done.version());
        } else if (activated instanceof dev.signalbox.rulebook.Activated.Invalid invalid) {
            return new Activated.Faulty(findings(invalid.diagnostics()));
        } else if (activated instanceof dev.signalbox.rulebook.Activated.Stale stale) {
            return new Activated.Stale(
                    "it was changed by " + stale.who() + " at " + Instant.ofEpochMilli(stale.when()));
        }
        return new Activated.Late(((dev.signalbox.rulebook.Activated.Unavailable) activated).code());
    }

    private static List<Finding> findings(List<Diagnostic> diagnostics) {
        return diagnostics.stream()
                .map(one -> new Finding(
                        "rules.drl",
                        one.line(),
                        one.column(),
                        one.length(),
                        one.severity(),
                        one.code(),
                        one.message(),
                        one.hint(),
                        one.fix()))
                .toList();
    }
}
