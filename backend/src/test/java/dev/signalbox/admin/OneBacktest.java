package dev.signalbox.admin;

import dev.signalbox.backtest.Backtest;
import dev.signalbox.backtest.BacktestJson.Veil;
import dev.signalbox.backtest.DryRun;
import dev.signalbox.backtest.Job;
import dev.signalbox.backtest.Jobs;
import dev.signalbox.backtest.Law;
import dev.signalbox.backtest.Listed;
import dev.signalbox.backtest.Span;
import dev.signalbox.event.Envelope;
import dev.signalbox.event.EventId;
import dev.signalbox.event.Payload;
import dev.signalbox.rulebook.Forms;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Back-tests of one change of one rule over the one event of the fixed hub. */
final class OneBacktest implements Backtests {

    static final String RULE = """
            rule "ship" when $e : Event( type == "order.paid" ) then
                hub.start( "ship" ).key( "k" ).with( "text", $e.str( "text" )%s );
            end
            """;

    private final Jobs jobs = new Jobs(InstantSource.system(), new SplittableRandom(1), () -> 0);
    private final Listed recorded = new Listed(1, key -> 0);

    OneBacktest() {
        var unusedEntry = recorded.add(envelope(), "e-1", 1_002);
    }

    private static Envelope envelope() {
        Payload data = Payload.of(FixedHub.DATA.getBytes(StandardCharsets.UTF_8));
        return new Envelope(new EventId("shop", "", "e-1"), "order.paid", null, null, "application/json", data);
    }

    private static Law law(String more) {
        return new Law(Forms.rules("shop", RULE.formatted(more)), name -> true);
    }

    @Override
    public Future<Begun> begin(String pack, Packs.@Nullable Text text, Over over) {
        if (pack.equals("none")) {
            return Future.succeededFuture(new Begun.NoDraft());
        } else if (over.from() > 0) {
            return Future.succeededFuture(new Begun.Empty(1_000));
        }
        Span span = Span.last(recorded, over.last());
        Backtest backtest = new Backtest(recorded, law(""), law(" + \"!\""), span);
        return Future.succeededFuture(jobs.add(new Job.Wanted(pack, 4, 3, over.last(), span), backtest)
                .<Begun>map(Begun.Queued::new)
                .orElseGet(Begun.Busy::new));
    }

    @Override
    public Jobs jobs() {
        return jobs;
    }

    @Override
    public Future<Map<EventId, Veil>> veils(Collection<EventId> events) {
        return Future.succeededFuture(Map.of());
    }

    @Override
    public Future<Tried> dryRun(String pack, Packs.@Nullable Text text, List<Given> events, Duration advance) {
        DryRun.Given given = new DryRun.Given(envelope(), "e-1", 1_002);
        return Future.succeededFuture(new Tried.Done(
                DryRun.run(law(""), 1, key -> 0, List.of(given), 1_002),
                List.of(given.envelope().id())));
    }

    void close() {
        jobs.close();
    }
}
