package dev.signalbox.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.event.Envelope;
import dev.signalbox.event.EventId;
import dev.signalbox.event.Payload;
import dev.signalbox.facts.Facts;
import dev.signalbox.feed.Feed;
import dev.signalbox.feed.Tally;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.journal.Kind;
import dev.signalbox.flow.journal.Offer;
import dev.signalbox.flow.match.Decision;
import dev.signalbox.flow.match.Intention;
import dev.signalbox.metrics.Gauges;
import dev.signalbox.metrics.Metrics;
import dev.signalbox.rulebook.Templates;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A hub that holds one event with its instance, as the API sees it. */
final class FixedHub implements Status, Gauges {

    static final String DATA = "{\"amount\": 9007199254740993.10, \"text\": \"<img src=x onerror=alert(1)>\"}";

    final OneBacktest backtests = new OneBacktest();
    final List<String> unready = new ArrayList<>();
    final List<Explanations.Asked> asked = new CopyOnWriteArrayList<>();
    Rebuilds.@Nullable Estimate rebuild;
    Future<Optional<Buffer>> scoreboard = Future.succeededFuture(Optional.empty());
    final Feed feed = new Feed("hub.1");
    final Tally tally = new Tally(InstantSource.system(), new Tally.Standing(() -> 0, () -> 0, Map::of));

    /** With what explanations and lists of events fail. */
    volatile @Nullable Throwable fault;

    Doors doors() {
        return new Doors(
                new OneEvent(),
                this::explain,
                new OneInstance(),
                new OneProcess(),
                new NoDeadLetters(),
                new OnePack(),
                backtests,
                pack -> Future.succeededFuture(Optional.ofNullable(rebuild)),
                new OneSource(),
                new NoSinks(),
                new NoSecrets(),
                this,
                this::view,
                feed,
                tally,
                new Metrics(this),
                () -> scoreboard,
                new TwoHubs(),
                new LearntFacts(new Facts()),
                new NoReplays(),
                new NoRefused(),
                new OneBreaker(),
                new OneJob(),
                new TwoVersions());
    }

    @Override
    public Future<Info> info() {
        return Future.succeededFuture(new Info(
                "0.1.0", "hub", 1_000, "always", new Redis(true, "7.0.15", true), "keeps 7 d", null, 3, List.of()));
    }

    private Future<Overview.View> view() {
        var concern = new Overview.Concern("dead_letters", "bad", "3 dead letters", "Wait.", "Redo", "/dead-letters");
        var remembered = new Overview.Remembered("order.placed", false, 12_034, 25_000_000, 1_000, 100_000, 7_000);
        return Future.succeededFuture(new Overview.View(
                tally.stats(), tally.history(), "keeps 7 d", 7, List.of(concern), List.of(remembered)));
    }

    @Override
    public List<String> unready() {
        return unready;
    }

    @Override
    public List<Backlog> backlogs() {
        return List.of(new Backlog(0, 0, 0));
    }

    @Override
    public Approvals approvals() {
        return new Approvals(2, 60_000);
    }

    @Override
    public long queued() {
        return 0;
    }

    @Override
    public long deadLetters() {
        return 0;
    }

    @Override
    public RedisState redis() {
        return new RedisState(true, 1, 1, 1, "always");
    }

    @Override
    public long retentionMillis() {
        return 1;
    }

    @Override
    public int rulebook() {
        return 3;
    }

    private static Events.Seen seen() {
        Payload data = Payload.of(DATA.getBytes(StandardCharsets.UTF_8));
        Envelope envelope =
                new Envelope(new EventId("shop", "", "e-1"), "order.paid", null, null, "application/json", data);
        Offer offer = new Offer(Kind.EVENT, envelope, "e-1", null, 1_000, 1_001, 0);
        return new Events.Seen(
                new Entry(0, 1, 1_002, offer), "decided", "matched", 2, List.of("shop/ship"), List.of("0-a"));
    }

    private Future<ObjectNode> explain(Explanations.Asked wanted) {
        asked.add(wanted);
        return fault != null
                ? Future.failedFuture(fault)
                : Future.succeededFuture(Answers.JSON.valueToTree(FixedExplanation.explained()));
    }

    private final class OneEvent implements Events {
        @Override
        public Future<Events.Page> list(Events.Wanted wanted, int limit, @Nullable String before) {
            Throwable failing = fault;
            return failing != null
                    ? Future.failedFuture(failing)
                    : Future.succeededFuture(new Events.Page(List.of(seen()), null, 1));
        }

        @Override
        public Future<Events.Page> onward(Events.Range range, int limit, @Nullable String after) {
            return list(new Events.Wanted(null, null, null, null, null, null, range), limit, after);
        }

        @Override
        public Future<List<Story>> find(String id, @Nullable String source) {
            Intention start = new Intention.Start("shop/ship", "ship", null, Map.of());
            Decision decision = new Decision(3, 0, List.of("shop/ship"), List.of(start), List.of(), 1_000_000);
            Story story = new Story(seen(), List.of(new Decided(decision, 1_020)), false, null, 0);
            return Future.succeededFuture(
                    switch (id) {
                        case "e-1" -> List.of(story);
                        case "twice" -> List.of(story, story);
                        default -> List.of();
                    });
        }
    }

    private static final class TwoVersions implements ProcessVersions {
        @Override
        public Future<Optional<All>> of(String definition) {
            return Future.succeededFuture(
                    definition.equals("ship")
                            ? Optional.of(new All(List.of(new One(2, true, 0), new One(1, false, 1)), 1, true))
                            : Optional.empty());
        }

        @Override
        public Future<Optional<String>> text(String definition, int version) {
            return Future.succeededFuture(version == 1 ? Optional.of("do: one") : Optional.empty());
        }
    }

    private static final class OnePack implements Packs {
        private static final Finding FINDING =
                new Finding("rules.drl", 1, 2, 3, "error", "syntax", "<img onerror=alert(1)>", null, null);

        @Override
        public Future<List<Summary>> list() {
            return Future.succeededFuture(List.of());
        }

        @Override
        public Future<Optional<Shown>> find(String pack) {
            return Future.succeededFuture(Optional.empty());
        }

        @Override
        public Future<List<Finding>> check(String pack, Text text, java.util.function.BooleanSupplier gone) {
            return Future.succeededFuture(List.of(FINDING));
        }

        @Override
        public Future<Drafted> draft(String pack, Text text, @Nullable Integer revision) {
            return Future.succeededFuture(
                    revision == null || revision == 4 ? new Drafted.Kept(5) : new Drafted.Stale(4));
        }

        @Override
        public Future<Activated> activate(String pack, String note, @Nullable Integer revision) {
            return Future.succeededFuture(
                    pack.equals("broken") ? new Activated.Faulty(List.of(FINDING)) : new Activated.Done(4));
        }

        @Override
        public Future<Drafted> drop(String pack, @Nullable Integer revision) {
            return Future.succeededFuture(new Drafted.Absent());
        }

        @Override
        public Future<Packs.Tried> cases(String pack, Text text) {
            return Future.succeededFuture(new Packs.Tried.Faulty(List.of(FINDING)));
        }

        @Override
        public Future<List<Past>> versions(String pack) {
            return Future.succeededFuture(List.of());
        }

        @Override
        public Future<Optional<PastFiles>> version(String pack, int version) {
            return Future.succeededFuture(Optional.empty());
        }

        @Override
        public Future<Activated> rollBack(String pack, int version, String note) {
            return Future.succeededFuture(new Activated.Absent());
        }

        @Override
        public Templates templates() {
            return new Templates(List.of(), List.of());
        }
    }
}
