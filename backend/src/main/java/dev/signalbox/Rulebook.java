package dev.signalbox;

import dev.signalbox.admin.RuleExplanations;
import dev.signalbox.config.Config;
import dev.signalbox.config.ExitCode;
import dev.signalbox.config.PrivateFile;
import dev.signalbox.config.StartRefused;
import dev.signalbox.facts.Facts;
import dev.signalbox.failpoint.Failpoints;
import dev.signalbox.flow.ingest.Ingest;
import dev.signalbox.flow.ingest.SourcesYaml;
import dev.signalbox.flow.journal.Journal;
import dev.signalbox.flow.listen.RedisListeners;
import dev.signalbox.flow.match.Limits;
import dev.signalbox.hubs.Membership;
import dev.signalbox.rulebook.Activated;
import dev.signalbox.rulebook.Activation;
import dev.signalbox.rulebook.Breaches;
import dev.signalbox.rulebook.Diagnostic;
import dev.signalbox.rulebook.Draft;
import dev.signalbox.rulebook.Owners;
import dev.signalbox.rulebook.Pack;
import dev.signalbox.rulebook.PackCheck;
import dev.signalbox.rulebook.PackFolder;
import dev.signalbox.rulebook.RedisPacks;
import dev.signalbox.rulebook.Rulebooks;
import dev.signalbox.rulebook.Scheduled;
import dev.signalbox.rulebook.Version;
import dev.signalbox.sandbox.Budget;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rulebook of this hub: what is active, how that is changed, and the packs that were given at the start. */
record Rulebook(
        RedisPacks packs,
        PackCheck check,
        Rulebooks rulebooks,
        Activation activation,
        Versions versions,
        InstantSource clock) {

    private static final Logger LOG = LoggerFactory.getLogger(Rulebook.class);
    private static final String AUTHOR = "signalbox";
    private static final long OWNERS_MILLIS = 30_000;

    /** More than fit into that time. */
    private static final int LOOKS = 1_200;

    /** Several hubs may load their packs at the same time. */
    private static final int TRIES = 10;

    /** Who has to follow a change, and what a change is told to. */
    record Parts(
            Journal journal,
            RedisListeners listeners,
            Ends ends,
            Membership membership,
            InstantSource clock,
            Failpoints failpoints,
            Facts facts) {}

    /** Opens the rulebook and finishes what an earlier hub left half done. */
    static Rulebook open(Vertx vertx, Config config, RedisPacks packs, Parts parts) {
        packs.open().await();
        PackCheck check = new PackCheck(
                Texts.setup(parts.ends(), parts.journal(), config.journal().retention(), parts.facts()),
                limits(config.rules()));
        Rulebooks rulebooks = new Rulebooks(vertx, packs, check);
        Followers followers = new Followers(parts.ends().ingest(), parts.membership());
        Activation activation = new Activation(
                vertx,
                packs,
                check,
                rulebooks,
                parts.journal(),
                followers,
                parts.clock(),
                OWNERS_MILLIS,
                parts.failpoints());
        activation.complete().await();
        Versions versions = new Versions(rulebooks, packs, parts.listeners(), new Breaches(packs, activation));
        Rulebook rulebook = new Rulebook(packs, check, rulebooks, activation, versions, parts.clock());
        packs.current().await().packs().values().forEach(edition -> {
            String wrong = followers.wrong(edition.pack()).await();
            if (!wrong.isEmpty()) {
                throw StartRefused.configuration(wrong);
            }
        });
        for (Path given : config.packs()) {
            for (Path folder : folders(given)) {
                rulebook.load(folder, config.packsWin(), TRIES);
            }
        }
        return rulebook;
    }

    /** Why its rules decided as they did. */
    RuleExplanations explanations(ExplainLane lane) {
        return new RuleExplanations(rulebooks::rules, rulebooks::active, lane);
    }

    private static Limits limits(Config.Rules told) {
        return new Limits(Budget.Limits.of(told.steps()), told.events(), told.facts());
    }

    /**
     * Every hub has a version compiled, and its sessions built beside those that decide, before it comes into force. The sources
     * of a pack are set here.
     */
    private record Followers(Ingest ingest, Membership membership) implements Owners {

        @Override
        public Future<Void> prepare(int version) {
            return membership.prepared(version, LOOKS);
        }

        /** The check before the activation found nothing; what is wrong by now cannot undo it. */
        @Override
        public Future<Void> follow(Pack pack) {
            return wrong(pack).map(wrong -> {
                if (!wrong.isEmpty()) {
                    LOG.warn("{}", wrong);
                }
                return null;
            });
        }

        /** Sets the sources of a pack. What is wrong with them, as a sentence; empty when they are in force. */
        Future<String> wrong(Pack pack) {
            if (!(SourcesYaml.read(Objects.requireNonNullElse(pack.sources(), ""))
                    instanceof SourcesYaml.Read.Good good)) {
                return Future.succeededFuture("");
            }
            return ingest.putPack(
                            pack.name(), good.sources(), Scheduled.of(pack).sources())
                    .map(problems -> problems.isEmpty()
                            ? ""
                            : "the sources of pack " + pack.name() + " are wrong: "
                                    + problems.stream()
                                            .map(problem -> problem.pointer() + ' ' + problem.message())
                                            .collect(Collectors.joining("; ")));
        }
    }

    /** A new pack is activated; one that is active in another text is offered as a draft, unless the folder wins. */
    private void load(Path folder, boolean wins, int tries) {
        Pack pack = read(folder);
        Version.Edition active = packs.current().await().packs().get(pack.name());
        if (active != null && active.pack().equals(pack)) {
            return;
        }
        var unusedRevision =
                packs.save(new Draft(pack, 0, AUTHOR, clock.millis()), null).await();
        if (active != null && !wins) {
            LOG.warn(
                    "pack {} in {} differs from the active one: it is offered as a draft; --packs-win activates it",
                    pack.name(),
                    folder);
            return;
        }
        Activated outcome = activation
                .activate(pack.name(), "loaded from its folder", AUTHOR, null)
                .await();
        if (outcome instanceof Activated.Stale && tries > 0) {
            load(folder, wins, tries - 1);
        }
        if (outcome instanceof Activated.Invalid invalid) {
            throw StartRefused.configuration(
                    "pack " + pack.name() + " in " + folder + " has errors: " + told(invalid.diagnostics()));
        }
        if (outcome instanceof Activated.Failing failing) {
            throw StartRefused.configuration(
                    "cases of pack " + pack.name() + " in " + folder + " fail: " + told(failing.diagnostics()));
        }
        if (outcome instanceof Activated.Unavailable unavailable) {
            throw new StartRefused(
                    ExitCode.UNAVAILABLE,
                    "pack " + pack.name() + " could not be activated (" + unavailable.code()
                            + "): see the log of the hub, then start again");
        }
    }

    private static String told(List<Diagnostic> diagnostics) {
        return diagnostics.stream()
                .filter(Diagnostic::isError)
                .limit(5)
                .map(each -> each.file() + " line " + each.line() + ": " + each.message())
                .collect(Collectors.joining("; "));
    }

    private static List<Path> folders(Path given) {
        try {
            return PackFolder.in(given);
        } catch (IOException e) {
            throw StartRefused.configuration(PrivateFile.why(e) + "; check --packs");
        }
    }

    private static Pack read(Path folder) {
        try {
            return PackFolder.read(folder);
        } catch (IOException e) {
            throw StartRefused.configuration(PrivateFile.why(e) + "; check --packs");
        }
    }
}
