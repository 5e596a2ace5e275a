package dev.signalbox.flow.archive;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What lies where in a segment. The file is {@code MAGIC}, the compressed blocks, the ids (pairs of the hash of an id and its
 * position, 8 bytes each, sorted), this footer, and a tail of 24 bytes: where the footer begins (8), its CRC32C (4), the
 * CRC32C of the ids (4), {@code MAGIC}.
 *
 * @param ids where the ids begin
 */
record Footer(int partition, long ids, int count, List<Place> blocks) {

    /** The form of the file; another form is another word. */
    static final byte[] MAGIC = {'S', 'B', 'A', 'R', 'C', 'H', '0', '1'};

    static final int TAIL = 24;
    static final int ID = 16;

    private static final int HEAD = 20;
    private static final int PLACE = 32;

    /**
     * A block.
     *
     * @param first position in it
     * @param length of its compressed bytes, {@code size} of the others
     * @param sum CRC32C of its compressed bytes
     */
    record Place(long first, long offset, int length, int size, int sum) {}

    byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(HEAD + blocks.size() * PLACE);
        bytes.putInt(partition).putLong(ids).putInt(count).putInt(blocks.size());
        for (Place block : blocks) {
            bytes.putLong(block.first()).putLong(block.offset());
            bytes.putInt(block.length())
                    .putInt(block.size())
                    .putInt(block.sum())
                    .putInt(0);
        }
        return bytes.array();
    }

    /** @param bytes whose checksum was right */
    static Footer read(ByteBuffer bytes) {
        int partition = bytes.getInt();
        long ids = bytes.getLong();
        int count = bytes.getInt();
        int size = bytes.getInt();
        List<Place> blocks = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            Place place = new Place(bytes.getLong(), bytes.getLong(), bytes.getInt(), bytes.getInt(), bytes.getInt());
            int unusedReserve = bytes.getInt();
            blocks.add(place);
        }
        return new Footer(partition, ids, count, blocks);
    }

    /** The block that has a position, or the one that follows it; the number of blocks when it lies behind all. */
    int block(long position) {
        int low = 0;
        int high = blocks.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (blocks.get(middle).first() <= position) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
