package dev.signalbox.proof.prove.load;

import dev.signalbox.proof.CannotRun;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * What the clients did and were told: append-only, on disk before it counts. Whoever waits for the disk shares the wait
 * with all who wait at that moment.
 */
public final class Ledger implements AutoCloseable {

    private final FileChannel file;
    private final Thread syncing = new Thread(this::sync, "ledger");
    private StringBuilder pending = new StringBuilder();
    private long added;
    private long synced;
    private boolean closed;

    public Ledger(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        syncing.setDaemon(true);
        syncing.start();
    }

    /** All lines. */
    public static List<Note> read(Path path) throws IOException {
        return Files.readAllLines(path).stream().map(Note::of).toList();
    }

    /** Adds a line, which will be on disk soon. */
    synchronized long add(Note note) {
        pending.append(note.line()).append('\n');
        notifyAll();
        return ++added;
    }

    /** Adds a line; returns when it is on disk. */
    synchronized void addSynced(Note note) throws InterruptedException {
        long mine = add(note);
        while (synced < mine) {
            if (closed) {
                throw new CannotRun("the ledger is closed");
            }
            wait();
        }
    }

    private void sync() {
        try {
            while (true) {
                Batch batch = next();
                if (batch == null) {
                    return;
                }
                write(batch.text());
                done(batch.upTo());
            }
        } catch (IOException e) {
            throw new CannotRun("the ledger cannot be written", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }

    private record Batch(String text, long upTo) {}

    private synchronized @org.jspecify.annotations.Nullable Batch next() throws InterruptedException {
        while (pending.length() == 0) {
            if (closed) {
                return null;
            }
            wait();
        }
        Batch batch = new Batch(pending.toString(), added);
        pending = new StringBuilder();
        return batch;
    }

    private void write(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            var unusedCount = file.write(bytes);
        }
        file.force(false);
    }

    private synchronized void done(long upTo) {
        synced = upTo;
        notifyAll();
    }

    private synchronized void end() {
        closed = true;
        notifyAll();
    }

    @Override
    public void close() throws IOException {
        end();
        try {
            syncing.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        file.close();
    }
}
