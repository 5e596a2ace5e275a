package dev.signalbox.flow.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.event.Envelope;
import dev.signalbox.event.EventId;
import dev.signalbox.event.Payload;
import dev.signalbox.failpoint.Failpoints;
import dev.signalbox.flow.journal.Claim;
import dev.signalbox.flow.journal.Commit;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.journal.JournalHistory.Past;
import dev.signalbox.flow.journal.Kind;
import dev.signalbox.flow.journal.Offer;
import dev.signalbox.flow.journal.Offered;
import dev.signalbox.flow.journal.RedisHistory;
import dev.signalbox.flow.journal.RedisJournal;
import dev.signalbox.flow.journal.RedisRetention;
import dev.signalbox.flow.journal.Write;
import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisLink;
import dev.signalbox.redis.RedisLinks;
import dev.signalbox.testing.TestRedis;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A journal over a real Redis, and an archive for what leaves it. */
abstract class ArchiveFixture {

    static final KeySpace KEYS = new KeySpace();
    static final int STEP = 1_000;
    static TestRedis redis;
    static Vertx vertx;

    @TempDir
    Path folder;

    RedisLinks links;
    RedisLink link;
    RedisJournal journal;
    RedisHistory recent;
    Archive archive;
    WholeHistory whole;
    long epoch;
    long commits;
    int events;
    long last;

    @BeforeAll
    static void start() {
        redis = TestRedis.start();
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        vertx.close().await();
        redis.close();
    }

    @BeforeEach
    void open() throws IOException {
        links = new RedisLinks(vertx, redis.endpoint(), new SplittableRandom(1));
        link = links.open(Duration.ofSeconds(5));
        anew();
        reopen(Failpoints.NONE, new Bounds(1L << 30, Duration.ofDays(90)));
    }

    /** A journal without an entry, as in a Redis that was lost. */
    void anew() {
        redis.flush();
        journal = new RedisJournal(
                vertx,
                links,
                new RedisJournal.Setup(
                        "h1",
                        1,
                        Duration.ofMinutes(1),
                        Duration.ofDays(7),
                        folder.resolve("guard"),
                        KEYS,
                        Failpoints.NONE));
        journal.ready().await();
        epoch = ((Claim.Held) journal.claim(0).await()).epoch();
        recent = new RedisHistory(link, KEYS, 1);
        commits = 0;
        last = 0;
    }

    void reopen(Failpoints failpoints, Bounds bounds) throws IOException {
        if (archive != null) {
            archive.close();
        }
        archive = Archive.open(new Archive.Parts(
                folder.resolve("archive"),
                folder.resolve("native"),
                bounds,
                recent,
                InstantSource.system(),
                failpoints));
        whole = new WholeHistory(recent, archive);
    }

    @AfterEach
    void close() {
        archive.close();
        journal.close().await();
        links.close().await();
    }

    /** Appends so many events and decides them. */
    void journaled(int count) {
        for (int left = count; left > 0; left -= STEP) {
            List<Future<Offered>> offers = new ArrayList<>();
            for (int i = 0; i < Math.min(left, STEP); i++) {
                offers.add(journal.offer(event(events++)));
            }
            Future.all(offers).await();
            assertThat(offers).allSatisfy(offer -> assertThat(offer.result()).isInstanceOf(Offered.Accepted.class));
        }
        last += count;
        Write decision = new Write.Append(KEYS.decisions(0), last + "-0", Map.of("d", "{\"last\":" + last + "}"));
        journal.commit(0, epoch, new Commit(++commits, last, 1, List.of(), List.of(decision)))
                .await();
    }

    private static Offer event(int number) {
        Envelope envelope = new Envelope(
                new EventId("shop", "", "id-" + number),
                "order.paid",
                "s",
                null,
                "application/json",
                Payload.of(("{\"n\":" + number + "}").getBytes(StandardCharsets.UTF_8)));
        return new Offer(Kind.EVENT, envelope, "key", null, 1, 2, 0);
    }

    /** Trims as the owner does, until nothing more goes. */
    long trimmed(long floor) {
        RedisRetention retention = new RedisRetention(journal, link, KEYS, Duration.ofSeconds(-2), archive);
        long gone = 0;
        for (long more = 1; more > 0; gone += more) {
            more = retention.trim(0, epoch, floor).await().gone();
        }
        return gone;
    }

    List<Path> files(String in) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("archive").resolve(in))) {
            return files.sorted().toList();
        }
    }

    void allIsThere(long end) {
        List<Entry> forward = new ArrayList<>();
        for (List<Entry> page = page(0);
                !page.isEmpty();
                page = page(page.get(page.size() - 1).position())) {
            forward.addAll(page);
        }
        assertThat(forward)
                .extracting(Entry::position)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, end).boxed().toList());
        List<Long> backward = new ArrayList<>();
        long before = Long.MAX_VALUE;
        for (List<Past> page = whole.before(0, before, 700).await();
                !page.isEmpty();
                page = whole.before(0, before, 700).await()) {
            page.forEach(past -> backward.add(past.entry().position()));
            before = backward.get(backward.size() - 1);
        }
        assertThat(backward)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, end)
                        .map(n -> end + 1 - n)
                        .boxed()
                        .toList());
    }

    private List<Entry> page(long after) {
        return whole.after(0, after, 700).await();
    }
}
