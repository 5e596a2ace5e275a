package dev.signalbox;

import dev.signalbox.backtest.Backtest;
import dev.signalbox.backtest.Law;
import dev.signalbox.backtest.Listed;
import dev.signalbox.backtest.Result;
import dev.signalbox.backtest.Span;
import dev.signalbox.event.Envelope;
import dev.signalbox.event.EventId;
import dev.signalbox.event.Payload;
import dev.signalbox.rulebook.Speed;
import java.nio.charset.StandardCharsets;

/** How fast a draft of a hundred simple rules is tried on recorded events that lie in memory, and told apart from what they did. */
final class BacktestSpeed {

    private static final int EVENTS = 100_000;
    private static final int TYPES = 100;
    private static final int KEYS = 1_000;
    private static final int PARTITIONS = 4;
    private static final int ROUNDS = 3;
    private static final long BEGINNING = 1_750_000_000_000L;

    private BacktestSpeed() {}

    /** Events per second of time, both sides decided; the best of three rounds. One draft in five decides otherwise. */
    static double perSecond(Speed speed) {
        Listed recorded = recorded();
        Law active = law(speed, 100);
        Law draft = law(speed, 120);
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Span span = Span.last(recorded, EVENTS);
            long start = System.nanoTime();
            Result result = new Backtest(recorded, active, draft, span).run(Backtest.UNWATCHED);
            best = Math.max(best, result.events() * 1e9 / (System.nanoTime() - start));
        }
        return best;
    }

    private static Law law(Speed speed, int least) {
        StringBuilder rules = new StringBuilder();
        for (int i = 0; i < TYPES; i++) {
            rules.append("""
                    rule "r%1$d" when $e : Event( type == "t%1$d", num( "total" ) > %2$d ) then
                        hub.start( "ship" ).key( $e.getSubject() ).with( "total", $e.num( "total" ) );
                    end
                    """.formatted(i, least));
        }
        return new Law(speed.rules(rules.toString()), name -> true);
    }

    private static Listed recorded() {
        Listed recorded = new Listed(PARTITIONS, key -> Math.floorMod(key.hashCode(), PARTITIONS));
        for (int i = 0; i < EVENTS; i++) {
            String key = "k" + i % KEYS;
            var unusedEntry = recorded.add(envelope(i, key), key, BEGINNING + i * 10L);
        }
        return recorded;
    }

    private static Envelope envelope(int number, String key) {
        String json = "{\"total\":%d,\"order\":\"o-%d\",\"customer\":{\"country\":\"DE\"},\"items\":[1,2,3]}"
                .formatted(number % 200, number);
        Payload data = Payload.of(json.getBytes(StandardCharsets.UTF_8));
        return new Envelope(
                new EventId("shop", "", "e" + number), "t" + number % TYPES, key, null, "application/json", data);
    }
}
