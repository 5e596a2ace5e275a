package dev.signalbox.proof.prove.watch;

import dev.signalbox.proof.prove.world.Resp;
import dev.signalbox.proof.prove.world.Store;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows the commit logs of all partitions, which are capped: what is not read in time is gone. Before each look it asks
 * for the epoch of the owner: whatever the log has got by the next look was written later.
 */
public final class Tail implements AutoCloseable {

    private static final int LOOK_MILLIS = 200;
    private static final int PAGE = 1_000;

    private final Store store;
    private final String[] last;
    private final long[] known;
    private final BufferedWriter out;
    private final Looks looks = new Looks("commits", LOOK_MILLIS, this::look);
    private @Nullable Resp resp;

    public Tail(Store store, int partitions, Path file) throws IOException {
        this.store = store;
        this.last = new String[partitions];
        Arrays.fill(last, "0-0");
        this.known = new long[partitions];
        this.out = Files.newBufferedWriter(file);
    }

    public void start() {
        looks.start();
    }

    /** Redis may be away; the next look goes on from the last entry that was read. */
    private void look() {
        try {
            for (int partition = 0; partition < last.length; partition++) {
                follow(connected(), partition);
            }
        } catch (IOException e) {
            disconnect();
        }
    }

    private Resp connected() throws IOException {
        Resp open = resp;
        if (open == null) {
            open = store.connect();
            resp = open;
        }
        return open;
    }

    private void disconnect() {
        try {
            if (resp != null) {
                resp.close();
            }
        } catch (IOException e) {
            // It was broken in any case.
            return;
        } finally {
            resp = null;
        }
    }

    private void follow(Resp from, int partition) throws IOException {
        Object epoch = from.ask("HGET", "sb:{p" + partition + "}:owner", "epoch");
        int count;
        do {
            Object reply = from.ask(
                    "XRANGE", "sb:{p" + partition + "}:commits", '(' + last[partition], "+", "COUNT", "" + PAGE);
            count = reply instanceof List<?> entries ? entries.size() : 0;
            if (reply instanceof List<?> entries) {
                for (Object entry : entries) {
                    take(partition, (List<?>) entry);
                }
            }
        } while (count == PAGE);
        known[partition] = epoch == null ? 0 : Long.parseLong(String.valueOf(epoch));
    }

    private void take(int partition, List<?> entry) throws IOException {
        String id = String.valueOf(entry.get(0));
        Map<String, String> fields = Resp.pairsOf(entry.get(1));
        Commit commit = new Commit(
                partition,
                id,
                number(fields, "epoch"),
                number(fields, "number"),
                number(fields, "position"),
                known[partition]);
        out.write(commit.line() + "\n");
        last[partition] = id;
    }

    private static long number(Map<String, String> fields, String name) {
        return Long.parseLong(fields.getOrDefault(name, "-1"));
    }

    /** Ends with a last look, for which Redis must be there. */
    @Override
    public void close() throws IOException {
        looks.end();
        look();
        disconnect();
        out.close();
    }
}
