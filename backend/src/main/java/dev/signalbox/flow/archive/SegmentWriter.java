package dev.signalbox.flow.archive;

import com.github.luben.zstd.Zstd;
import dev.signalbox.flow.journal.Identity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32C;

/** Writes a segment from its first byte to its last; it is on disk when {@link #finish} returns, and not before. */
final class SegmentWriter implements AutoCloseable {

    private static final int BLOCK = 256 * 1024;
    private static final int LEVEL = 3;

    private final FileChannel channel;
    private final int partition;
    private final Block block = new Block();
    private final List<Footer.Place> places = new ArrayList<>();
    private final List<Id> ids = new ArrayList<>();
    private long begun;
    private long first;
    private long last;
    private long from;
    private long to;

    /** Where the event with an id is. */
    private record Id(long hash, long position) {}

    SegmentWriter(Path file, int partition) throws IOException {
        this.channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        this.partition = partition;
        write(ByteBuffer.wrap(Footer.MAGIC));
    }

    /** Entries come in their order, without a gap. */
    void add(Kept kept) throws IOException {
        long position = kept.entry().position();
        if (!ids.isEmpty() && position != last + 1) {
            throw new IOException("position " + position + " after " + last + " of partition " + partition);
        }
        if (ids.isEmpty()) {
            first = position;
            from = kept.entry().at();
        }
        if (block.size() == 0) {
            begun = position;
        }
        last = position;
        to = kept.entry().at();
        ids.add(new Id(Identity.hash(kept.entry().offer().envelope().id().id()), position));
        block.add(kept);
        if (block.size() >= BLOCK) {
            flush();
        }
    }

    int entries() {
        return ids.size();
    }

    /** What the file is to be called. */
    String name() {
        return Segment.name(first, last, from, to);
    }

    /** Returns when all of it is on disk. */
    void finish() throws IOException {
        if (block.size() > 0) {
            flush();
        }
        long where = channel.position();
        ByteBuffer sorted = sorted();
        int sum = sum(sorted);
        write(sorted);
        long footer = channel.position();
        ByteBuffer bytes = ByteBuffer.wrap(new Footer(partition, where, ids.size(), places).bytes());
        ByteBuffer tail = ByteBuffer.allocate(Footer.TAIL);
        tail.putLong(footer).putInt(sum(bytes)).putInt(sum).put(Footer.MAGIC);
        write(bytes);
        write(tail.flip());
        channel.force(true);
    }

    private void flush() throws IOException {
        byte[] plain = block.take();
        ByteBuffer small = ByteBuffer.wrap(Zstd.compress(plain, LEVEL));
        places.add(new Footer.Place(begun, channel.position(), small.remaining(), plain.length, sum(small)));
        write(small);
    }

    private ByteBuffer sorted() {
        ids.sort(Comparator.comparingLong(Id::hash).thenComparingLong(Id::position));
        ByteBuffer bytes = ByteBuffer.allocate(ids.size() * Footer.ID);
        ids.forEach(id -> bytes.putLong(id.hash()).putLong(id.position()));
        return bytes.flip();
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            int unusedCount = channel.write(bytes);
        }
    }

    static int sum(ByteBuffer bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes.duplicate());
        return (int) sum.getValue();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
