package dev.signalbox.admin;

import dev.signalbox.backtest.Recorded;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.journal.JournalHistory;
import dev.signalbox.flow.journal.PartitionKey;
import dev.signalbox.redis.RedisLink;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** The journal in Redis as back-tests read it. To be asked on a plain thread or a worker, never on an event loop. */
public final class RecordedHistory implements Recorded {

    private static final long PATIENCE_SECONDS = 30;

    private final JournalHistory history;

    public RecordedHistory(JournalHistory history) {
        this.history = history;
    }

    @Override
    public int partitions() {
        return history.partitions();
    }

    @Override
    public int partitionOf(String key) {
        return PartitionKey.partition(key, partitions());
    }

    @Override
    public Supplier<List<Entry>> after(int partition, long position, int most) {
        Future<List<Entry>> asked = history.after(partition, position, most);
        return () -> taken(asked);
    }

    @Override
    public List<Entry> before(int partition, long position, int most) {
        return taken(history.newest(partition, 0, position, most));
    }

    @Override
    public Set<Long> quarantined(int partition) {
        return taken(history.quarantined(partition));
    }

    private static <T> T taken(Future<T> asked) {
        try {
            return asked.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the hub stops", e);
        } catch (TimeoutException e) {
            throw new RedisLink.Away("the journal was not read within " + PATIENCE_SECONDS + " s");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known
                    ? known
                    : new IllegalStateException("the journal could not be read", e.getCause());
        }
    }
}
