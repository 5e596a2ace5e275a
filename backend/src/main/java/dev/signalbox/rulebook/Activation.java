package dev.signalbox.rulebook;

import dev.signalbox.event.Envelope;
import dev.signalbox.event.EventId;
import dev.signalbox.event.Payload;
import dev.signalbox.failpoint.Failpoint;
import dev.signalbox.failpoint.Failpoints;
import dev.signalbox.flow.journal.Journal;
import dev.signalbox.flow.journal.Kind;
import dev.signalbox.flow.journal.Offer;
import dev.signalbox.flow.journal.Offered;
import io.vertx.core.CompositeFuture;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a draft the law: check, prepare, compare and set, tell every partition. Until the active version is set nothing
 * has changed; from then on any hub can finish what is left, since telling twice is harmless.
 */
public final class Activation {

    private final Vertx vertx;
    private final RedisPacks packs;
    private final PackCheck check;
    private final Rulebooks rulebooks;
    private final Journal journal;
    private final Owners owners;
    private final InstantSource clock;
    private final long patienceMillis;
    private final Failpoints failpoints;

    /** @param patienceMillis how long owners may take to be ready; 30,000 by protocol */
    public Activation(
            Vertx vertx,
            RedisPacks packs,
            PackCheck check,
            Rulebooks rulebooks,
            Journal journal,
            Owners owners,
            InstantSource clock,
            long patienceMillis,
            Failpoints failpoints) {
        this.vertx = vertx;
        this.packs = packs;
        this.check = check;
        this.rulebooks = rulebooks;
        this.journal = journal;
        this.owners = owners;
        this.clock = clock;
        this.patienceMillis = patienceMillis;
        this.failpoints = failpoints;
    }

    /** @param revision of the draft that the author has seen; null for whatever is there */
    public Future<Activated> activate(String pack, String note, String author, @Nullable Long revision) {
        return packs.draft(pack)
                .compose(draft -> draft.isEmpty()
                        ? Future.succeededFuture(new Activated.Invalid(List.of(noDraft(pack))))
                        : activate(draft.get(), note, author, revision));
    }

    /** Makes the text of an old version the law again, as a new version. Empty when that version has no such pack. */
    public Future<Optional<Activated>> rollBack(String pack, int version, String note, String author) {
        return packs.version(version).compose(found -> {
            Version.Edition old = found.map(each -> each.packs().get(pack)).orElse(null);
            return old == null
                    ? Future.succeededFuture(Optional.empty())
                    : packs.current().compose(base -> activate(old.pack(), base, note, author)
                            .compose(outcome -> drafted(base, old.pack(), author, outcome)));
        });
    }

    /** A draft without a change of its own goes back with the active text. */
    private Future<Optional<Activated>> drafted(Version base, Pack old, String author, Activated outcome) {
        Version.Edition before = base.packs().get(old.name());
        if (!(outcome instanceof Activated.Done) || before == null) {
            return Future.succeededFuture(Optional.of(outcome));
        }
        return packs.draft(old.name())
                .compose(draft -> draft.isPresent() && draft.get().pack().equals(before.pack())
                        ? packs.save(
                                new Draft(old, 0, author, clock.millis()),
                                draft.get().revision())
                        : Future.succeededFuture())
                .map(saved -> Optional.of(outcome));
    }

    private static Diagnostic noDraft(String pack) {
        return Diagnostic.error(
                new Diagnostic.Spot(1, 1, 1), "no-draft", "pack " + pack + " has no draft", "save one first");
    }

    private Future<Activated> activate(Draft draft, String note, String author, @Nullable Long revision) {
        if (revision != null && revision != draft.revision()) {
            return Future.succeededFuture(new Activated.Stale(draft.author(), draft.time()));
        }
        return packs.current().compose(base -> activate(draft.pack(), base, note, author));
    }

    private Future<Activated> activate(Pack pack, Version base, String note, String author) {
        return vertx.executeBlocking(() -> verdict(pack, base), false)
                .compose(verdict -> verdict instanceof Activated.Done done
                        ? prepare(pack, base, note, author)
                                .compose(version -> swap(base.number(), version, done.warnings()))
                                .compose(outcome -> followed(pack, outcome))
                        : Future.succeededFuture(verdict));
    }

    private Future<Activated> followed(Pack pack, Activated outcome) {
        return outcome instanceof Activated.Done ? owners.follow(pack).map(outcome) : Future.succeededFuture(outcome);
    }

    /** What the check says: nothing yet but warnings, or why not. */
    private Activated verdict(Pack pack, Version base) {
        List<Diagnostic> found = new ArrayList<>(check.texts(
                pack, base.packs().values().stream().map(Version.Edition::pack).toList()));
        if (found.stream().anyMatch(Diagnostic::isError)) {
            return new Activated.Invalid(found);
        }
        found.addAll(PackCheck.diagnostics(check.cases(pack)));
        return found.stream().anyMatch(Diagnostic::isError)
                ? new Activated.Failing(found)
                : new Activated.Done(base.number(), found);
    }

    private Future<Integer> prepare(Pack pack, Version base, String note, String author) {
        return define(pack).compose(definitions -> {
            Map<String, Version.Edition> all = new HashMap<>(base.packs());
            all.put(pack.name(), new Version.Edition(pack, definitions, Set.of()));
            return packs.prepare(pack.name(), new Version(0, base.number(), note, author, clock.millis(), all));
        });
    }

    private Future<Map<String, Integer>> define(Pack pack) {
        List<String> names = List.copyOf(pack.definitions().keySet());
        List<Future<Integer>> defined = names.stream()
                .map(name -> packs.define(name, pack.definitions().getOrDefault(name, "")))
                .toList();
        return Future.all(defined).map(all -> {
            Map<String, Integer> versions = new HashMap<>();
            for (int i = 0; i < names.size(); i++) {
                versions.put(names.get(i), all.resultAt(i));
            }
            return versions;
        });
    }

    /** Makes a version active that differs from its base in one pack, whose text decides already. */
    Future<Activated> replace(Version base, Version.Edition edition, String note, String author) {
        Map<String, Version.Edition> all = new HashMap<>(base.packs());
        all.put(edition.pack().name(), edition);
        return packs.prepare(edition.pack().name(), new Version(0, base.number(), note, author, clock.millis(), all))
                .compose(version -> swap(base.number(), version, List.of()));
    }

    private Future<Activated> swap(int base, int version, List<Diagnostic> warnings) {
        return rulebooks
                .load(version)
                .compose(ready -> owners.prepare(version).timeout(patienceMillis, TimeUnit.MILLISECONDS))
                .compose(ready -> {
                    failpoints.pass(Failpoint.SWAP_AFTER_COMPILE);
                    return packs.activate(base, version);
                })
                .compose(active -> active == version
                        ? rulebooks.follow(version).compose(shown -> tell(version, warnings))
                        : stale(active))
                .recover(fault -> fault instanceof TimeoutException
                        ? Future.succeededFuture(new Activated.Unavailable("activation_timeout"))
                        : Future.failedFuture(fault));
    }

    private Future<Activated> stale(int active) {
        return packs.version(active)
                .map(found -> found.<Activated>map(by -> new Activated.Stale(by.author(), by.time()))
                        .orElse(new Activated.Stale("", 0)));
    }

    /** Finishes what a hub left half done: the active version was set, but not every partition was told. */
    public Future<Void> complete() {
        return packs.active().compose(active -> packs.told()
                .compose(told -> active > told ? tell(active, List.of()).mapEmpty() : Future.succeededFuture()));
    }

    private Future<Activated> tell(int version, List<Diagnostic> warnings) {
        Future<Offered> first = journal.offer(offer(version, 0)).map(this::received);
        return first.compose(told -> tellOthers(version)).compose(others -> {
            Optional<Offered.Refused> refused = Stream.concat(Stream.of(first.result()), others.stream())
                    .filter(Offered.Refused.class::isInstance)
                    .map(Offered.Refused.class::cast)
                    .findFirst();
            return refused.isPresent()
                    ? Future.succeededFuture(
                            new Activated.Unavailable(refused.get().code()))
                    : packs.told(version).map(done -> new Activated.Done(version, warnings));
        });
    }

    private Offered received(Offered first) {
        failpoints.pass(Failpoint.SWAP_AFTER_FIRST_PARTITION);
        return failpoints.losesReply(Failpoint.SWAP_AFTER_FIRST_PARTITION)
                ? new Offered.Refused("journal_unavailable", "lost at " + Failpoint.SWAP_AFTER_FIRST_PARTITION, 1)
                : first;
    }

    private Future<List<Offered>> tellOthers(int version) {
        List<Future<Offered>> offers = new ArrayList<>();
        for (int partition = 1; partition < journal.partitions(); partition++) {
            offers.add(journal.offer(offer(version, partition)));
        }
        return Future.all(offers).map(CompositeFuture::list);
    }

    private Offer offer(int version, int partition) {
        EventId id = new EventId("signalbox", "", "rulebook-" + version + '-' + partition);
        Payload data = Payload.of(("{\"version\":" + version + '}').getBytes(StandardCharsets.UTF_8));
        Envelope envelope = new Envelope(id, "signalbox.rulebook", null, null, "application/json", data);
        long now = clock.millis();
        return new Offer(Kind.RULEBOOK, envelope, keyOf(partition), null, now, now, 0);
    }

    /** The first of rulebook-0, rulebook-1 ... that lies in the partition. */
    private String keyOf(int partition) {
        int n = 0;
        while (journal.partitionOf("rulebook-" + n) != partition) {
            n++;
        }
        return "rulebook-" + n;
    }
}
