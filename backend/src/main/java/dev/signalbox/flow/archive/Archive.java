package dev.signalbox.flow.archive;

import com.github.luben.zstd.util.Native;
import dev.signalbox.failpoint.Failpoints;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.journal.Keeper;
import dev.signalbox.flow.journal.RedisHistory;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * Keeps what Redis is to forget, and gives it back. Writes on one thread and reads on others, so that who looks does not hold
 * up what has to leave. Answers come where the caller is.
 */
public final class Archive implements Keeper, AutoCloseable {

    private static final int READERS = 2;

    private final Folder folder;
    private final int partitions;
    private final Shelf shelf;
    private final Archiver archiver;
    private final Written written = new Written();
    private final ExecutorService writer = Executors.newSingleThreadExecutor(work -> thread("archive", work));
    private final ExecutorService readers =
            Executors.newFixedThreadPool(READERS, work -> thread("archive-reader", work));

    /**
     * What an archive stands on.
     *
     * @param folder of the segments
     * @param library folder where the compressor's machine code may be unpacked
     */
    public record Parts(
            Path folder,
            Path library,
            Bounds bounds,
            RedisHistory history,
            InstantSource clock,
            Failpoints failpoints) {}

    private Archive(Folder folder, int partitions, Parts parts) {
        this.folder = folder;
        this.partitions = partitions;
        this.shelf = new Shelf(folder);
        this.archiver = new Archiver(
                parts.history(), folder, shelf, parts.bounds(), parts.clock(), parts.failpoints(), written);
    }

    /**
     * Opens the folder, and puts aside what in it is of another journal. Waits for Redis: not for an event loop.
     *
     * @throws IOException when the folder cannot be used
     */
    public static Archive open(Parts parts) throws IOException {
        Files.createDirectories(parts.library());
        Native.load(parts.library().toFile());
        Files.createDirectories(parts.folder());
        int partitions = parts.history().partitions();
        Archive archive = new Archive(
                Folder.open(parts.folder(), partitions, parts.clock().millis()), partitions, parts);
        for (int partition = 0; partition < partitions; partition++) {
            archive.archiver.check(partition);
        }
        return archive;
    }

    @Override
    public Future<Long> keep(int partition, long first, long end, boolean pressing) {
        return on(writer, () -> archiver.keep(partition, first, end, pressing))
                .onSuccess(reached -> written.well())
                .onFailure(written::failed);
    }

    /** What it has. */
    public Holding holding() {
        return written.holding(folder.all());
    }

    /** Looks for what other hubs have written where they share the folder, and deletes what is too much or too old. */
    public Future<Void> look() {
        return on(writer, () -> {
            for (int partition = 0; partition < partitions; partition++) {
                folder.look(partition);
            }
            archiver.prune();
            return null;
        });
    }

    /** Position of the newest entry of a partition; 0 when there is none. */
    long last(int partition) {
        return folder.newest(partition).map(Segment::last).orElse(0L);
    }

    boolean isEmpty() {
        return folder.isEmpty();
    }

    Future<List<Kept>> before(int partition, long position, int most) {
        return on(readers, () -> shelf.before(partition, position, most));
    }

    Future<List<Entry>> after(int partition, long position, int most) {
        return on(readers, () -> shelf.after(partition, position, most).stream()
                .map(Kept::entry)
                .toList());
    }

    Future<List<Kept>> find(String id) {
        return on(readers, () -> shelf.find(id));
    }

    private static <T> Future<T> on(ExecutorService threads, Callable<T> work) {
        Promise<T> promise = Promise.promise();
        Context caller = Vertx.currentContext();
        try {
            threads.execute(() -> {
                Future<T> done = done(work);
                if (caller == null) {
                    promise.handle(done);
                } else {
                    caller.runOnContext(back -> promise.handle(done));
                }
            });
        } catch (RejectedExecutionException e) {
            promise.fail(e);
        }
        return promise.future();
    }

    private static <T> Future<T> done(Callable<T> work) {
        try {
            return Future.succeededFuture(work.call());
        } catch (Throwable e) {
            // A thread's top: an error reply of Redis is a Throwable, and no exception.
            return Future.failedFuture(e);
        }
    }

    private static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** What is half written is given up; it is still in Redis. */
    @Override
    public void close() {
        writer.shutdownNow();
        readers.shutdownNow();
    }
}
