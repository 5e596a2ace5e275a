package dev.signalbox.flow.archive;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads a segment: a block at a time, each only when its checksum is right. */
final class SegmentReader implements AutoCloseable {

    private static final long MOST = 1L << 30;

    private final Path file;
    private final FileChannel channel;
    private final Footer footer;
    private final int ids;

    private SegmentReader(Path file, FileChannel channel, Footer footer, int ids) {
        this.file = file;
        this.channel = channel;
        this.footer = footer;
        this.ids = ids;
    }

    /** @throws Damaged when it was not written to its end, or is other than it was written */
    static SegmentReader open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return open(file, channel);
        } catch (IOException | RuntimeException | Error e) {
            channel.close();
            throw e;
        }
    }

    private static SegmentReader open(Path file, FileChannel channel) throws IOException {
        long size = channel.size();
        if (size < Footer.MAGIC.length + Footer.TAIL) {
            throw new Damaged(file, "it has only " + size + " bytes");
        }
        ByteBuffer tail = read(file, channel, size - Footer.TAIL, Footer.TAIL);
        long begin = tail.getLong();
        int sum = tail.getInt();
        int ids = tail.getInt();
        byte[] magic = new byte[Footer.MAGIC.length];
        tail.get(magic);
        if (!Arrays.equals(magic, Footer.MAGIC)) {
            throw new Damaged(file, "its end is missing");
        }
        ByteBuffer bytes = read(file, channel, begin, size - Footer.TAIL - begin);
        if (SegmentWriter.sum(bytes) != sum) {
            throw new Damaged(file, "the checksum of its footer is wrong");
        }
        return new SegmentReader(file, channel, footer(file, bytes), ids);
    }

    private static Footer footer(Path file, ByteBuffer bytes) throws Damaged {
        try {
            return Footer.read(bytes);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new Damaged(file, "its footer is no footer");
        }
    }

    Footer footer() {
        return footer;
    }

    /** Reads all of it once. */
    void verify() throws IOException {
        if (SegmentWriter.sum(read(file, channel, footer.ids(), (long) footer.count() * Footer.ID)) != ids) {
            throw new Damaged(file, "the checksum of its ids is wrong");
        }
        int entries = 0;
        for (int number = 0; number < footer.blocks().size(); number++) {
            entries += block(number).size();
        }
        if (entries != footer.count()) {
            throw new Damaged(file, "it has " + entries + " entries and says " + footer.count());
        }
    }

    /** The entries of a block. */
    List<Kept> block(int number) throws IOException {
        Footer.Place place = footer.blocks().get(number);
        ByteBuffer small = read(file, channel, place.offset(), place.length());
        if (SegmentWriter.sum(small) != place.sum()) {
            throw new Damaged(file, "the checksum of block " + number + " is wrong");
        }
        byte[] compressed = new byte[place.length()];
        small.get(compressed);
        try {
            return Block.read(footer.partition(), Zstd.decompress(compressed, place.size()));
        } catch (ZstdException | IOException | IllegalArgumentException e) {
            throw new Damaged(file, "block " + number + ": " + e.getMessage());
        }
    }

    /** Positions of entries whose id may have this hash, in order. */
    List<Long> positions(long hash) throws IOException {
        List<Long> found = new ArrayList<>();
        for (int at = lowest(hash); at < footer.count(); at++) {
            ByteBuffer id = id(at);
            if (id.getLong() != hash) {
                break;
            }
            found.add(id.getLong());
        }
        return found;
    }

    private int lowest(long hash) throws IOException {
        int low = 0;
        int high = footer.count();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (id(middle).getLong() < hash) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private ByteBuffer id(int at) throws IOException {
        return read(file, channel, footer.ids() + (long) at * Footer.ID, Footer.ID);
    }

    private static ByteBuffer read(Path file, FileChannel channel, long from, long length) throws IOException {
        if (from < 0 || length < 0 || length > MOST || from + length > channel.size()) {
            throw new Damaged(file, "it is shorter than it says");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, from + bytes.position()) < 0) {
                throw new Damaged(file, "it is shorter than it says");
            }
        }
        return bytes.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
