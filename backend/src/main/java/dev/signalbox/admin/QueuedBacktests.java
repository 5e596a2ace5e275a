package dev.signalbox.admin;

import dev.signalbox.backtest.Backtest;
import dev.signalbox.backtest.BacktestJson.Veil;
import dev.signalbox.backtest.DryRun;
import dev.signalbox.backtest.GivenUp;
import dev.signalbox.backtest.Job;
import dev.signalbox.backtest.Jobs;
import dev.signalbox.backtest.Law;
import dev.signalbox.backtest.Recorded;
import dev.signalbox.backtest.Span;
import dev.signalbox.event.EventId;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.rulebook.PackCheck;
import dev.signalbox.rulebook.RedisPacks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The drafts that are kept in Redis, over the journal there. */
public final class QueuedBacktests implements Backtests {

    private final Vertx vertx;
    private final Drafts drafts;
    private final PackCheck check;
    private final Recorded recorded;
    private final Events events;
    private final Jobs jobs;
    private final InstantSource clock;

    /** Where drafts and rules come from. */
    public record Texts(RedisPacks packs, PackCheck check) {}

    public QueuedBacktests(Vertx vertx, Texts texts, Recorded recorded, Events events, Jobs jobs, InstantSource clock) {
        this.vertx = vertx;
        this.drafts = new Drafts(texts.packs());
        this.check = texts.check();
        this.recorded = recorded;
        this.events = events;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Override
    public Future<Begun> begin(String pack, Packs.@Nullable Text text, Over over) {
        return drafts.of(pack, text)
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(new Begun.NoDraft())
                        : vertx.executeBlocking(() -> begun(found.get(), over), false));
    }

    private Begun begun(Drafted drafted, Over over) {
        List<Packs.Finding> errors = drafted.errors(check);
        if (!errors.isEmpty()) {
            return new Begun.Faulty(errors);
        }
        Span span = over.last() > 0
                ? Span.last(recorded, over.last())
                : Span.of(recorded, over.from(), Math.min(over.to(), clock.millis()));
        if (span.entries() == 0) {
            return new Begun.Empty(span.begins());
        }
        Job.Wanted wanted = new Job.Wanted(
                drafted.pack().name(), drafted.revision(), drafted.active().number(), over.last(), span);
        Backtest backtest = new Backtest(recorded, drafted.lawBefore(check), drafted.lawAfter(check), span);
        return jobs.add(wanted, backtest).<Begun>map(Begun.Queued::new).orElseGet(Begun.Busy::new);
    }

    @Override
    public Jobs jobs() {
        return jobs;
    }

    @Override
    public Future<Map<EventId, Veil>> veils(Collection<EventId> made) {
        return Future.succeededFuture(Map.of());
    }

    @Override
    public Future<Tried> dryRun(String pack, Packs.@Nullable Text text, List<Given> given, Duration advance) {
        List<Future<Optional<Entry>>> kept = given.stream().map(this::kept).toList();
        return Future.all(drafts.of(pack, text), Future.all(kept)).compose(all -> {
            Optional<Drafted> found = all.resultAt(0);
            List<Optional<Entry>> entries = kept.stream().map(Future::result).toList();
            return found.isEmpty()
                    ? Future.succeededFuture(new Tried.NoDraft())
                    : vertx.executeBlocking(() -> tried(found.get(), given, entries, advance), false);
        });
    }

    private Future<Optional<Entry>> kept(Given given) {
        return given instanceof Given.Kept kept
                ? events.find(kept.id(), kept.source()).map(found -> found.stream()
                        .map(story -> story.seen().entry())
                        .findFirst())
                : Future.succeededFuture(Optional.empty());
    }

    private Tried tried(Drafted drafted, List<Given> given, List<Optional<Entry>> kept, Duration advance) {
        List<Packs.Finding> errors = drafted.errors(check);
        if (!errors.isEmpty()) {
            return new Tried.Faulty(errors);
        }
        Received received = new Received(check.trials(), kept.get(0));
        for (int number = 0; number < given.size(); number++) {
            Optional<String> wrong = received.add(given.get(number), kept.get(number));
            if (wrong.isPresent()) {
                return new Tried.Wrong(number, wrong.get());
            }
        }
        return tried(drafted.lawAfter(check), received, advance);
    }

    private Tried tried(Law law, Received received, Duration advance) {
        try {
            DryRun.Done done = DryRun.run(
                    law, recorded.partitions(), recorded::partitionOf, received.events(), received.end(advance));
            return new Tried.Done(done, received.kept());
        } catch (GivenUp e) {
            return new Tried.Endless(String.valueOf(e.getMessage()));
        }
    }
}
