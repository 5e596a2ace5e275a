package dev.signalbox.flow.archive;

import dev.signalbox.flow.journal.DecisionRow;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.journal.EntryForm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Some consecutive entries as bytes, before they are compressed. Each is its position and receive time (8 bytes), its
 * attributes, its data, and its decisions, which are a number (8 bytes) and a text; bytes and lists after their length (4).
 */
final class Block {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    void add(Kept kept) throws IOException {
        Entry entry = kept.entry();
        out.writeLong(entry.position());
        out.writeLong(entry.at());
        write(EntryForm.attributes(entry.offer()));
        write(entry.offer().envelope().data().bytes());
        out.writeInt(kept.decisions().size());
        for (DecisionRow row : kept.decisions()) {
            out.writeLong(row.number());
            write(row.text().getBytes(StandardCharsets.UTF_8));
        }
    }

    int size() {
        return bytes.size();
    }

    /** All that was added; it is empty again. */
    byte[] take() {
        byte[] all = bytes.toByteArray();
        bytes.reset();
        return all;
    }

    /** @throws IOException when these are no bytes of a block */
    static List<Kept> read(int partition, byte[] bytes) throws IOException {
        List<Kept> entries = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            while (in.available() > 0) {
                long position = in.readLong();
                long at = in.readLong();
                byte[] attributes = part(in);
                byte[] data = part(in);
                Entry entry = new Entry(partition, position, at, EntryForm.offer(attributes, data));
                entries.add(new Kept(entry, decisions(position, in)));
            }
        }
        return entries;
    }

    private static List<DecisionRow> decisions(long position, DataInputStream in) throws IOException {
        int count = in.readInt();
        List<DecisionRow> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long number = in.readLong();
            rows.add(new DecisionRow(position, number, new String(part(in), StandardCharsets.UTF_8)));
        }
        return rows;
    }

    private static byte[] part(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("a length of " + length);
        }
        return in.readNBytes(length);
    }

    private void write(byte[] part) throws IOException {
        out.writeInt(part.length);
        out.write(part);
    }
}
