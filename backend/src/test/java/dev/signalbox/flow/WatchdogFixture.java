package dev.signalbox.flow;

import dev.signalbox.flow.journal.Blame;
import dev.signalbox.flow.journal.Journal;
import dev.signalbox.flow.match.Session;
import dev.signalbox.redis.KeySpace;
import dev.signalbox.rulebook.Forms;
import io.vertx.core.Future;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A watchdog over one partition, and a journal that takes down what it is told. */
abstract class WatchdogFixture {

    static final Duration LIMIT = Duration.ofSeconds(1);

    private static final String RULES = """
            rule "spins" when Event( type == "spin" ) then
                while (!Thread.currentThread().isInterrupted()) { Thread.onSpinWait(); }
            end
            rule "sleeps" when Event( type == "sleep" ) then
                Thread.sleep( 600000 );
            end
            function boolean asks() {
                while (!Thread.currentThread().isInterrupted()) { Thread.onSpinWait(); }
                return true;
            }
            rule "asks" when Event( type == "ask", asks() ) then
            end
            """;

    /** What the journal was told. */
    final List<Blame> blames = new ArrayList<>();

    final AtomicInteger renewed = new AtomicInteger();
    final AtomicInteger ended = new AtomicInteger();
    boolean away;

    static Session session() {
        return Forms.unguarded("shop", RULES).session();
    }

    Watchdog watchdog(Threads threads) {
        return new Watchdog(
                new Watchdog.Parts(journal(), new KeySpace(), () -> java.time.Instant.ofEpochMilli(4)),
                LIMIT,
                ended::incrementAndGet,
                threads);
    }

    /** Of one partition; it takes down what a watchdog tells it. */
    private Journal journal() {
        return (Journal) Proxy.newProxyInstance(
                Journal.class.getClassLoader(), new Class<?>[] {Journal.class}, (proxy, method, args) -> {
                    return switch (method.getName()) {
                        case "partitions" -> 1;
                        case "renew" -> Future.succeededFuture(renewed.incrementAndGet() > 0);
                        case "blame" -> blamed((Blame) args[2]);
                        default -> throw new UnsupportedOperationException(method.getName());
                    };
                });
    }

    private Future<Boolean> blamed(Blame blame) {
        blames.add(blame);
        return away ? Future.failedFuture("away") : Future.succeededFuture(true);
    }
}
