package dev.signalbox.backtest;

import dev.signalbox.admin.RecordedHistory;
import dev.signalbox.event.Envelope;
import dev.signalbox.event.EventId;
import dev.signalbox.event.Payload;
import dev.signalbox.failpoint.Failpoints;
import dev.signalbox.flow.journal.Kind;
import dev.signalbox.flow.journal.Offer;
import dev.signalbox.flow.journal.Offered;
import dev.signalbox.flow.journal.RedisHistory;
import dev.signalbox.flow.journal.RedisJournal;
import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisLinks;
import dev.signalbox.rulebook.Forms;
import dev.signalbox.testing.TestRedis;
import dev.signalbox.testing.Until;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Measures a back-test with 100 simple rules, from memory and from Redis. A program, no test: it asserts nothing. */
public final class BacktestSpeed {

    private static final int EVENTS = 200_000;
    private static final int TYPES = 100;

    private BacktestSpeed() {}

    public static void main(String[] args) throws Exception {
        Law active = law(100);
        Law draft = law(120);
        Listed listed = new Listed(4, key -> Math.floorMod(key.hashCode(), 4));
        for (int i = 0; i < EVENTS; i++) {
            var unusedEntry = listed.add(envelope(i), "k" + i % 1_000, 1_800_000_000_000L + i * 10L);
        }
        for (int run = 0; run < 3; run++) {
            measure("from memory", listed, active, draft);
        }
        TestRedis redis = TestRedis.start();
        Vertx vertx = Vertx.vertx();
        RedisLinks links = new RedisLinks(vertx, redis.endpoint(), new SplittableRandom(1));
        KeySpace keys = new KeySpace();
        Path folder = Files.createTempDirectory("speed");
        RedisJournal journal = new RedisJournal(
                vertx,
                links,
                new RedisJournal.Setup(
                        "h", 4, Duration.ofSeconds(5), Duration.ofDays(7), folder.resolve("g"), keys, Failpoints.NONE));
        journal.ready().await();
        fill(journal);
        RedisHistory history = new RedisHistory(links.open(Duration.ofSeconds(5)), keys, 4);
        for (int run = 0; run < 4; run++) {
            measure("from Redis", new RecordedHistory(history), active, draft);
        }
        Jobs jobs = new Jobs(InstantSource.system(), new SplittableRandom(1), () -> 0);
        RecordedHistory recorded = new RecordedHistory(history);
        Span span = Span.last(recorded, EVENTS);
        Job job = jobs.add(new Job.Wanted("p", 0, 0, 0, span), new Backtest(recorded, active, draft, span))
                .orElseThrow();
        Until.holds("the end", Duration.ofMinutes(1), job::over);
        System.out.printf("as a job: %,d events/s%n", job.events() * 1000 / (job.ended() - job.started()));
        links.close().await();
        vertx.close().await();
        redis.close();
        System.exit(0);
    }

    private static void fill(RedisJournal journal) {
        List<Future<Offered>> offers = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            offers.add(journal.offer(new Offer(Kind.EVENT, envelope(i), "k" + i % 1_000, null, 1, 1, 0)));
            if (offers.size() == 500) {
                Future.all(offers).await();
                offers.clear();
            }
        }
        Future.all(offers).await();
    }

    private static void measure(String what, Recorded recorded, Law active, Law draft) {
        long begin = System.nanoTime();
        Span span = Span.last(recorded, EVENTS);
        long found = System.nanoTime();
        Result result = new Backtest(recorded, active, draft, span).run(Backtest.UNWATCHED);
        double seconds = (System.nanoTime() - found) / 1e9;
        System.out.printf(
                "%s: %,d events in %.2f s = %,.0f events/s; the span in %.2f s; %s, %,d changed%n",
                what,
                result.events(),
                seconds,
                result.events() / seconds,
                (found - begin) / 1e9,
                result.total(),
                result.changed());
    }

    private static Law law(int least) {
        StringBuilder rules = new StringBuilder();
        for (int i = 0; i < TYPES; i++) {
            rules.append("rule \"r%1$d\" when $e : Event( type == \"t%1$d\", num( \"total\" ) > %2$d ) then\n"
                    .formatted(i, least));
            rules.append("hub.start( \"ship\" ).key( $e.getSubject() ).with( \"total\", $e.num( \"total\" ) ); end\n");
        }
        return new Law(Forms.rules("speed", rules.toString()), name -> true);
    }

    private static Envelope envelope(int i) {
        String json =
                "{\"total\":%d,\"order\":\"o-%d\",\"customer\":{\"country\":\"DE\",\"name\":\"n\"},\"items\":[1,2,3]}"
                        .formatted(i % 200, i);
        Payload data = Payload.of(json.getBytes(StandardCharsets.UTF_8));
        return new Envelope(
                new EventId("shop", "", "e" + i), "t" + i % TYPES, "k" + i % 1_000, null, "application/json", data);
    }
}
