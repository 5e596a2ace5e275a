package dev.signalbox;

import dev.signalbox.admin.Access;
import dev.signalbox.admin.AdminServer;
import dev.signalbox.admin.Doors;
import dev.signalbox.admin.IngestSources;
import dev.signalbox.admin.LearntFacts;
import dev.signalbox.admin.LiveSecrets;
import dev.signalbox.admin.LiveSinks;
import dev.signalbox.admin.ProxiedScoreboard;
import dev.signalbox.admin.StoredEvents;
import dev.signalbox.admin.StoredPacks;
import dev.signalbox.config.Config;
import dev.signalbox.config.DataFolder;
import dev.signalbox.config.ExitCode;
import dev.signalbox.config.StartRefused;
import dev.signalbox.egress.EgressClient;
import dev.signalbox.facts.Facts;
import dev.signalbox.facts.Learning;
import dev.signalbox.failpoint.Failpoints;
import dev.signalbox.feed.Feed;
import dev.signalbox.feed.Tally;
import dev.signalbox.flow.Partitions;
import dev.signalbox.flow.RedisWatch;
import dev.signalbox.flow.Stages;
import dev.signalbox.flow.Watchdog;
import dev.signalbox.flow.ingest.Ingest;
import dev.signalbox.flow.journal.JournalHistory;
import dev.signalbox.flow.journal.RedisJournal;
import dev.signalbox.flow.journal.RedisRemains;
import dev.signalbox.flow.listen.RedisListeners;
import dev.signalbox.flow.task.InstanceWrites;
import dev.signalbox.flow.task.RedisInstances;
import dev.signalbox.flow.task.RedisStates;
import dev.signalbox.hubs.RedisHubs;
import dev.signalbox.metrics.Metrics;
import dev.signalbox.metrics.RedisVitals;
import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisLink;
import dev.signalbox.rulebook.RedisPacks;
import dev.signalbox.security.Exposure;
import dev.signalbox.trace.Trace;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/** The hub: every object is made here, in the order of an event's way. */
final class Signalbox {

    private static final Duration DRAIN = Duration.ofSeconds(2);
    private static final long PARTITION_PATIENCE = 3_000;
    private static final long LOOK_MILLIS = 1_000;
    private static final long FACTS_MILLIS = 2_000;

    private final Config config;
    private final DataFolder data;
    private final Closing closing = new Closing();
    private final KeySpace keys = new KeySpace();
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Failpoints failpoints;
    private final Access access;
    private final Vertx vertx;
    private final Rounds rounds;
    private final Store store;
    private final RedisVitals vitals;
    private final Feed feed;
    private final Census census;
    private final Facts facts = new Facts();
    private final Tally tally;
    private final Metrics metrics;
    private final Trace trace;
    private final EgressClient egress;
    private final Company company;
    private final RedisJournal journal;
    private final ArchiveLane archive;
    private final Headroom headroom;
    private final Rulebook rulebook;
    private final CatchUp catchUp;
    private final RuleMemory memory;
    private final RedisInstances instances;
    private final RedisListeners listeners;
    private final BreakerLane breakers;
    private final Ends ends;
    private final Ingest ingest;
    private final AdminServer admin;
    private final String adminUrl;
    private final String ingestUrl;

    private Signalbox(Config config, Failpoints failpoints, DataFolder data) {
        this.config = config;
        this.failpoints = failpoints;
        this.data = data;
        closing.add("the data folder", data::close);
        try {
            Exposure.fault(config).ifPresent(fault -> {
                throw StartRefused.configuration(fault);
            });
            access = Access.of(config, data.file("sessions"), random);
            vertx = Vertx.vertx();
            closing.add("Vert.x", () -> vertx.close().await());
            rounds = new Rounds(vertx, closing);
            store = Store.open(vertx, config, data, keys);
            closing.add("Redis", store::close);
            clock = store.clock();
            vitals = vitals();
            feed = new Feed(data.hubId() + "." + Long.toString(clock.millis(), 36));
            census = new Census(
                    new RedisStates(store.link(), keys, config.journal().partitions()));
            tally = new Tally(clock, new Tally.Standing(vitals::backlog, vitals::deadLetters, census::states));
            metrics = new Metrics(vitals);
            trace = new Trace(List.of(feed, tally, metrics));
            egress = Fetching.client(vertx, config, closing);
            company = Company.of(vertx, store, new Company.Setup(config, data, keys, clock, random));
            journal = JournalLane.open(store, setup(), closing);
            archive = ArchiveLane.open(
                    new ArchiveLane.Parts(config, data, store, keys, clock, failpoints), rounds, closing);
            metrics.add(archive);
            headroom = new Headroom(journal, vitals, store.folder(data)).open(rounds, vertx);
            instances = new RedisInstances(store.link(), keys, journal.partitions());
            breakers = BreakerLane.open(vertx, parts(), rounds);
            ends = Ends.open(vertx, parts(), closing);
            ingest = ends.ingest();
            listeners = new RedisListeners(store.link(), keys);
            Rulebook.Parts followed =
                    new Rulebook.Parts(journal, listeners, ends, company.membership(), clock, failpoints, facts);
            rulebook = Rulebook.open(vertx, config, new RedisPacks(store.link(), keys), followed);
            catchUp = CatchUp.open(rulebook.versions(), config, closing, new Watchdog.Parts(journal, keys, clock));
            Partitions partitions = flow();
            memory = new RuleMemory(partitions);
            metrics.add(memory);
            ingestUrl = config.ingest().url(Ready.listen("ingest", config.ingest(), ingest.listen(config.ingest())));
            // A delivery needs no rules: it is taken before a partition begins to compile and to replay them.
            company.join(new Following(company.membership(), partitions, ends, rulebook.rulebooks()));
            partitions.start();
            closing.add("ingest", () -> ingest.close(DRAIN).await());
            admin = admin();
            adminUrl = config.admin().url(Ready.listen("admin", config.admin(), admin.listen()));
            company.open(closing, adminUrl, ingestUrl);
        } catch (RedisLink.Away e) {
            closing.run();
            throw new StartRefused(
                    ExitCode.UNAVAILABLE,
                    "Redis went away while the hub started (" + e.getMessage() + "): start again");
        } catch (RuntimeException | Error e) {
            closing.run();
            throw e;
        }
    }

    /**
     * Starts a hub and waits until it is ready.
     *
     * @throws StartRefused when somebody has to change something first
     */
    static Signalbox start(Config config) {
        Failpoints failpoints = Arming.of(config, System.getenv());
        return new Signalbox(config, failpoints, DataFolder.open(config.data(), new SecureRandom()));
    }

    private RedisVitals vitals() {
        String durability = config.redis().durability().name().toLowerCase(Locale.ROOT);
        RedisVitals made = new RedisVitals(
                store.link(),
                keys,
                clock,
                new RedisVitals.Setup(
                        config.journal().partitions(),
                        durability,
                        config.journal().retention()));
        rounds.each(LOOK_MILLIS, "the look at Redis", made::look);
        return made;
    }

    private RedisJournal.Setup setup() {
        return new RedisJournal.Setup(
                data.hubId(),
                config.journal().partitions(),
                config.journal().lease(),
                config.journal().dedupeWindow(),
                data.file("guard"),
                keys,
                failpoints);
    }

    private Ends.Parts parts() {
        return new Ends.Parts(
                store, keys, company, journal, headroom, trace, metrics, egress, clock, random, failpoints);
    }

    private Partitions flow() {
        Partitions partitions = new Partitions(new Stages(
                journal,
                new RedisRemains(store.link(), keys),
                archive.retention(journal, store.link()),
                rulebook.versions(),
                random,
                instances,
                listeners,
                new InstanceWrites(keys, config.journal().retention()),
                ends.calls(parts(), breakers),
                trace,
                keys,
                clock,
                failpoints,
                config.journal().lease(),
                catchUp,
                catchUp.watchdog(),
                company));
        Lookout.open(rounds, ingest, new RedisWatch(store.link(), keys, journal, clock), metrics);
        metrics.add(company.measured(partitions));
        closing.add("the partitions", () -> partitions.stop(PARTITION_PATIENCE));
        return partitions;
    }

    private AdminServer admin() {
        AdminLane on = AdminLane.open(store, closing);
        AdminServer server = new AdminServer(on.vertx(), config.admin(), ingestUrl, access, doors(on), random);
        closing.add("admin", () -> server.close().await());
        return server;
    }

    private Doors doors(AdminLane lane) {
        HubStatus status = new HubStatus(config, company, vitals, store.embedded() != null, headroom, catchUp, archive);
        census.begin(rounds, rulebook.rulebooks()::definitions);
        JournalHistory history = archive.history(lane.link());
        StoredEvents events = new StoredEvents(history, clock);
        IngestSources sources = new IngestSources(ingest, ingestUrl);
        Learning learning = new Learning(lane.vertx(), history, facts, LearntFacts.showing(sources));
        rounds.each(FACTS_MILLIS, "learning what events look like", learning::look);
        Backtesting.Parts tested = new Backtesting.Parts(lane, rulebook, history, events);
        RefusedLane refused = RefusedLane.open(lane, keys, rounds, metrics);
        ProcessLane processes = ProcessLane.open(lane, keys, journal, rulebook, clock);
        return new Doors(
                events,
                rulebook.explanations(ExplainLane.open(lane, history, keys, closing)),
                processes.instances(),
                processes.processes(),
                processes.deadLetters(),
                new StoredPacks(lane.vertx(), rulebook.packs(), rulebook.check(), rulebook.activation(), clock),
                Backtesting.open(tested, new Backtesting.Watch(clock, random, vitals, metrics, closing)),
                Backtesting.rebuilds(tested, catchUp.speed()),
                sources,
                new LiveSinks(ends.sinks()),
                new LiveSecrets(ends.secrets(), () -> SecretUse.of(lane.vertx(), rulebook)),
                status,
                new HubOverview(status, vitals, tally, census, ingest, memory, rulebook, refused, breakers, clock),
                feed,
                tally,
                metrics,
                new ProxiedScoreboard(lane.vertx(), config.scoreboard()),
                new MetHubs(new RedisHubs(lane.link(), keys, journal.partitions()), vitals, data.hubId()),
                new LearntFacts(facts),
                ReplayLane.open(
                        lane,
                        history,
                        new ReplayLane.Parts(journal, keys, clock, random, company::keeps, metrics, closing)),
                refused.messages(),
                breakers.door(lane.link()),
                JobLane.open(
                        lane,
                        new JobLane.Parts(journal, keys, clock, random, failpoints, company::keeps, metrics, closing)),
                processes.versions());
    }

    Vertx vertx() {
        return vertx;
    }

    /** Where the admin listener really is. */
    String adminUrl() {
        return adminUrl;
    }

    /** Where deliveries really go. */
    String ingestUrl() {
        return ingestUrl;
    }

    /** A fresh link that logs its first reader in. */
    String loginLink() {
        return admin.loginUrl();
    }

    /** Takes no more, commits what is under way, and gives everything back; returns when that is done. */
    void stop() throws IOException {
        closing.run();
    }
}
