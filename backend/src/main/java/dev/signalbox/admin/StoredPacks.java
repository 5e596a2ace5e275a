package dev.signalbox.admin;

import dev.signalbox.rulebook.Activation;
import dev.signalbox.rulebook.Diagnostic;
import dev.signalbox.rulebook.Draft;
import dev.signalbox.rulebook.Pack;
import dev.signalbox.rulebook.PackCheck;
import dev.signalbox.rulebook.RedisPacks;
import dev.signalbox.rulebook.Scheduled;
import dev.signalbox.rulebook.Templates;
import dev.signalbox.rulebook.Version;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The packs as they are kept: the draft of each, and what is active. */
public final class StoredPacks implements Packs {

    private static final String AUTHOR = "admin";

    /** For a list of names only: a draft need not be well-formed. */
    private static final Pattern RULE = Pattern.compile("(?m)^[ \\t]*rule[ \\t]+(?:\"([^\"\\n]+)\"|([\\w-]+))");

    private final Vertx vertx;
    private final WorkerExecutor checks;
    private final RedisPacks packs;
    private final PackCheck check;
    private final Activation activation;
    private final InstantSource clock;
    private final Templates templates = Templates.read();

    public StoredPacks(Vertx vertx, RedisPacks packs, PackCheck check, Activation activation, InstantSource clock) {
        this.vertx = vertx;
        this.packs = packs;
        this.check = check;
        this.activation = activation;
        this.clock = clock;
        // One at a time: those that wait while somebody types on are dropped before they cost anything.
        this.checks = vertx.createSharedWorkerExecutor("checks", 1);
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
        return Future.all(packs.current(), packs.draft(name), packs.history(name))
                .map(all -> {
                    Optional<Draft> draft = all.resultAt(1);
                    Version.Edition edition = all.<Version>resultAt(0).packs().get(name);
                    Pack active = edition == null ? null : edition.pack();
                    Pack text = draft.map(Draft::pack).orElse(active);
                    return Optional.ofNullable(text)
                            .map(shown -> new Packs.Shown(
                                    summary(shown, edition, all.<List<Version.Head>>resultAt(2), draft),
                                    PackTexts.files(shown),
                                    active == null ? null : PackTexts.files(active)));
                });
    }

    private static Summary summary(
            Pack text, Version.@Nullable Edition edition, List<Version.Head> history, Optional<Draft> draft) {
        Pack active = edition == null ? null : edition.pack();
        Names names = names(text);
        return new Summary(
                text.name(),
                active == null || history.isEmpty() ? null : history.get(0).number(),
                draft.map(Draft::revision).orElse(0L).intValue(),
                !text.equals(active),
                names.rules(),
                names.definitions(),
                edition == null ? Names.NONE : names(edition.pack()),
                edition == null ? List.of() : off(edition));
    }

    private static List<String> off(Version.Edition edition) {
        return edition.off().stream()
                .map(rule -> edition.pack().name() + '/' + rule)
                .sorted()
                .toList();
    }

    private static Names names(Pack pack) {
        return new Names(
                Stream.concat(
                                RULE.matcher(pack.drl()).results().map(StoredPacks::name),
                                Scheduled.of(pack).rules().stream().map(Scheduled.Rule::name))
                        .map(rule -> pack.name() + '/' + rule)
                        .toList(),
                pack.definitions().keySet().stream().sorted().toList());
    }

    private static String name(MatchResult rule) {
        return Objects.requireNonNullElseGet(rule.group(1), () -> rule.group(2));
    }

    private static @Nullable Pack active(Version version, String name) {
        Version.Edition edition = version.packs().get(name);
        return edition == null ? null : edition.pack();
    }

    @Override
    public Future<List<Finding>> check(String name, Text text, BooleanSupplier gone) {
        return Future.all(base(name), packs.current()).compose(both -> {
            Pack changed = PackTexts.changed(both.resultAt(0), text);
            List<Pack> others = both.<Version>resultAt(1).packs().values().stream()
                    .map(Version.Edition::pack)
                    .toList();
            return checks.executeBlocking(
                    () -> gone.getAsBoolean() ? List.of() : PackTexts.findings(check.texts(changed, others)), false);
        });
    }

    @Override
    public Future<Tried> cases(String name, Text text) {
        return base(name)
                .map(base -> PackTexts.changed(base, text))
                .compose(pack -> vertx.executeBlocking(() -> tried(pack), false));
    }

    private Tried tried(Pack pack) {
        List<Diagnostic> errors = check.hindrances(pack);
        return errors.isEmpty()
                ? new Tried.Ran(
                        check.cases(pack).stream().map(PackTexts::result).toList())
                : new Tried.Faulty(PackTexts.findings(errors));
    }

    @Override
    public Future<Drafted> draft(String name, Text text, @Nullable Integer revision) {
        return base(name)
                .compose(base -> packs.save(
                        draft(PackTexts.changed(base, text)), revision == null ? null : revision.longValue()))
                .map(StoredPacks::drafted);
    }

    private static Drafted drafted(Draft.Saved saved) {
        return saved instanceof Draft.Saved.Done done
                ? new Drafted.Kept((int) done.revision())
                : new Drafted.Stale((int) ((Draft.Saved.Stale) saved).revision());
    }

    @Override
    public Future<Drafted> drop(String name, @Nullable Integer revision) {
        Long seen = revision == null ? null : revision.longValue();
        return Future.all(packs.current(), packs.draft(name)).compose(both -> {
            Pack active = active(both.resultAt(0), name);
            if (both.<Optional<Draft>>resultAt(1).isEmpty()) {
                return Future.succeededFuture(active == null ? new Drafted.Absent() : new Drafted.Kept(0));
            }
            return (active == null ? packs.drop(name, seen) : packs.save(draft(active), seen))
                    .map(StoredPacks::drafted);
        });
    }

    private Draft draft(Pack pack) {
        return new Draft(pack, 0, AUTHOR, clock.millis());
    }

    @Override
    public Future<List<Past>> versions(String name) {
        return packs.history(name).map(history -> history.stream()
                .map(head -> past(head, head.equals(history.get(0))))
                .toList());
    }

    private static Past past(Version.Head head, boolean active) {
        return new Past(head.number(), head.time(), head.note(), head.author(), active);
    }

    @Override
    public Future<Optional<PastFiles>> version(String name, int number) {
        return Future.all(versions(name), packs.version(number)).map(both -> both.<List<Past>>resultAt(0).stream()
                .filter(past -> past.version() == number)
                .findFirst()
                .flatMap(past -> both.<Optional<Version>>resultAt(1)
                        .map(version -> active(version, name))
                        .map(pack -> new PastFiles(past, PackTexts.files(pack)))));
    }

    /** What a change is made to: the draft, else what is active, else nothing. */
    private Future<Pack> base(String name) {
        return Future.all(packs.current(), packs.draft(name)).map(both -> {
            Pack active = active(both.resultAt(0), name);
            Pack empty = new Pack(name, "", Map.of(), null, Map.of());
            return both.<Optional<Draft>>resultAt(1).map(Draft::pack).orElse(Objects.requireNonNullElse(active, empty));
        });
    }

    @Override
    public Future<Activated> activate(String name, String note, @Nullable Integer revision) {
        return activation
                .activate(name, note, AUTHOR, revision == null ? null : revision.longValue())
                .map(StoredPacks::shown);
    }

    @Override
    public Templates templates() {
        return templates;
    }

    @Override
    public Future<Activated> rollBack(String name, int version, String note) {
        return version(name, version)
                .compose(known -> known.isEmpty()
                        ? Future.succeededFuture(new Activated.Absent())
                        : activation.rollBack(name, version, note, AUTHOR).map(done -> done.map(StoredPacks::shown)
                                .orElse(new Activated.Absent())));
    }

    private static Activated shown(dev.signalbox.rulebook.Activated activated) {
        if (activated instanceof dev.signalbox.rulebook.Activated.Done done) {
            return new Activated.Done(done.version());
        } else if (activated instanceof dev.signalbox.rulebook.Activated.Invalid invalid) {
            return new Activated.Faulty(PackTexts.findings(invalid.diagnostics()));
        } else if (activated instanceof dev.signalbox.rulebook.Activated.Failing failing) {
            return new Activated.Failing(PackTexts.findings(failing.diagnostics()));
        } else if (activated instanceof dev.signalbox.rulebook.Activated.Stale stale) {
            return new Activated.Stale(
                    "it was changed by " + stale.who() + " at " + Instant.ofEpochMilli(stale.when()));
        }
        return new Activated.Late(((dev.signalbox.rulebook.Activated.Unavailable) activated).code());
    }
}
