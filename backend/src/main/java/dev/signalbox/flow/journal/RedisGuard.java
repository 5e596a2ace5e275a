package dev.signalbox.flow.journal;

import dev.signalbox.event.EventId;
import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Notices a journal that lost what was acknowledged, such as one from a restored backup: the hub keeps the last
 * acknowledged position of each partition, with a hash of its entry, in a file of its own, and compares.
 */
final class RedisGuard {

    private final RedisLink link;
    private final KeySpace keys;
    private final String hub;
    private final Path file;
    private final Map<Integer, Mark> read;
    private final Map<Integer, RedisAppender.Appended> last = new HashMap<>();

    /** The last acknowledged entry of a partition. */
    record Mark(long position, String hash) {}

    RedisGuard(RedisLink link, RedisJournal.Setup setup) {
        this.link = link;
        this.keys = setup.keys();
        this.hub = setup.hub();
        this.file = setup.guardFile();
        this.read = parse(file);
    }

    void accepted(RedisAppender.Appended appended) {
        last.put(appended.accepted().partition(), appended);
    }

    /** Closes the gate of each partition that went back; opens what this hub had closed and is right again. */
    Future<Void> check(int partitions) {
        List<Future<Void>> checks = new ArrayList<>();
        Map<Integer, Mark> marks = marks();
        for (int partition = 0; partition < partitions; partition++) {
            checks.add(check(partition, marks.get(partition)));
        }
        return Future.all(checks).mapEmpty();
    }

    /** What is to be written now; taken on the event loop of the journal, written by {@link #write} elsewhere. */
    String text() {
        StringBuilder text = new StringBuilder();
        marks().forEach((partition, mark) -> text.append(partition)
                .append(' ')
                .append(mark.position())
                .append(' ')
                .append(mark.hash())
                .append('\n'));
        return text.toString();
    }

    /** Replaces the file in one step. */
    void write(String text) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, text);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private Map<Integer, Mark> marks() {
        Map<Integer, Mark> marks = new HashMap<>(read);
        last.forEach((partition, appended) ->
                marks.put(partition, new Mark(appended.accepted().position(), hash(appended.offer()))));
        return marks;
    }

    private Future<Void> check(int partition, @Nullable Mark mark) {
        if (mark == null) {
            return settle(partition, null);
        }
        String id = mark.position() + "-0";
        return link.send(Request.cmd(Command.HGET, keys.head(partition), "n"))
                .compose(n -> link.send(Request.cmd(Command.XRANGE, keys.journal(partition), id, id))
                        .map(rows -> fault(partition, mark, n == null ? 0 : n.toLong(), rows)))
                .compose(fault -> settle(partition, fault));
    }

    private static @Nullable String fault(int partition, Mark mark, long n, Response rows) {
        if (n < mark.position()) {
            return "journal went back by " + (mark.position() - n) + " events";
        }
        boolean differs = rows.size() == 1
                && !hash(RedisEntry.read(partition, rows.get(0)).offer()).equals(mark.hash());
        return differs ? "journal holds another event at position " + mark.position() + " than was acknowledged" : null;
    }

    private Future<Void> settle(int partition, @Nullable String fault) {
        String gate = keys.gate(partition);
        if (fault != null) {
            String reason = fault + "; to accept it, stop the hub, delete " + file.getFileName() + " and start again";
            return link.send(Request.cmd(Command.HSET, gate, "closed", reason, "by", hub))
                    .mapEmpty();
        }
        return link.send(Request.cmd(Command.HGET, gate, "by"))
                .compose(by -> by != null && by.toString().equals(hub)
                        ? link.send(Request.cmd(Command.HDEL, gate, "closed", "by"))
                        : Future.succeededFuture())
                .mapEmpty();
    }

    private static String hash(Offer offer) {
        EventId id = offer.envelope().id();
        String checksum = "" + offer.envelope().data().checksum();
        return Long.toHexString(Identity.hash(
                id.source(), id.ceSource(), id.id(), offer.envelope().type(), offer.key(), checksum));
    }

    private static Map<Integer, Mark> parse(Path file) {
        Map<Integer, Mark> marks = new HashMap<>();
        try {
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                    String[] words = line.split(" ", -1);
                    marks.put(Integer.parseInt(words[0]), new Mark(Long.parseLong(words[1]), words[2]));
                }
            }
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalStateException(
                    file + " tells what this hub has acknowledged and cannot be read: " + e.getMessage()
                            + ". Restore it, or delete it to go on without that check.",
                    e);
        }
        return marks;
    }
}
