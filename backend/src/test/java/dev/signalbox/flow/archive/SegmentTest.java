package dev.signalbox.flow.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.event.Envelope;
import dev.signalbox.event.EventId;
import dev.signalbox.event.Payload;
import dev.signalbox.flow.journal.DecisionRow;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.journal.Identity;
import dev.signalbox.flow.journal.Kind;
import dev.signalbox.flow.journal.Offer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A segment is read as it was written, or not at all. */
class SegmentTest {

    private static final long NOON = 1_795_291_200_000L;

    @TempDir
    private Path folder;

    private static Kept kept(long position, int size) {
        String data = "{\"n\":" + position + ",\"text\":\"" + "x".repeat(size) + "\"}";
        Envelope envelope = new Envelope(
                new EventId("shop", "/böse", "id-" + position),
                "order.paid",
                position % 2 == 0 ? null : "key",
                null,
                "application/json",
                Payload.of(data.getBytes(StandardCharsets.UTF_8)));
        Offer offer = new Offer(Kind.EVENT, envelope, "key", null, NOON, NOON + 1, 2);
        List<DecisionRow> rows = position % 3 == 0
                ? List.of(new DecisionRow(position, 0, "{\"matched\":[\"a/é\"]}"), new DecisionRow(position, 1, "{}"))
                : List.of();
        return new Kept(new Entry(3, position, NOON + position, offer), rows);
    }

    private Path written(List<Kept> entries) throws IOException {
        Path file = folder.resolve("some.part");
        Files.deleteIfExists(file);
        try (SegmentWriter writer = new SegmentWriter(file, 3)) {
            for (Kept one : entries) {
                writer.add(one);
            }
            writer.finish();
        }
        return file;
    }

    private static List<Kept> entries(int count, int size) {
        List<Kept> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(kept(41 + i, size));
        }
        return entries;
    }

    private static List<Kept> read(Path file) throws IOException {
        List<Kept> all = new ArrayList<>();
        try (SegmentReader reader = SegmentReader.open(file)) {
            reader.verify();
            for (int block = 0; block < reader.footer().blocks().size(); block++) {
                all.addAll(reader.block(block));
            }
        }
        return all;
    }

    @Test
    void what_was_written_is_read_in_blocks() throws Exception {
        List<Kept> entries = entries(2_000, 1_000);
        Path file = written(entries);

        assertThat(read(file)).isEqualTo(entries);
        try (SegmentReader reader = SegmentReader.open(file)) {
            assertThat(reader.footer().blocks()).hasSizeGreaterThan(4);
            for (long position : List.of(41L, 700L, 2_040L)) {
                assertThat(reader.block(reader.footer().block(position)))
                        .extracting(one -> one.entry().position())
                        .contains(position);
                assertThat(reader.positions(Identity.hash("id-" + position))).containsExactly(position);
            }
            assertThat(reader.positions(Identity.hash("id-40"))).isEmpty();
        }
    }

    @Test
    void an_event_larger_than_a_block_is_one() throws Exception {
        List<Kept> entries = List.of(kept(1, 3), kept(2, 2_000_000), kept(3, 3));

        assertThat(read(written(entries))).isEqualTo(entries);
    }

    @Test
    void a_gap_is_not_written() throws Exception {
        try (SegmentWriter writer = new SegmentWriter(folder.resolve("gap.part"), 3)) {
            writer.add(kept(1, 3));

            assertThatThrownBy(() -> writer.add(kept(3, 3))).hasMessageContaining("position 3 after 1");
        }
    }

    @Test
    void a_file_that_was_cut_anywhere_is_refused() throws Exception {
        byte[] whole = Files.readAllBytes(written(entries(9, 10)));
        for (int length = 0; length < whole.length; length++) {
            Path cut = folder.resolve("cut");
            Files.write(cut, Arrays.copyOf(whole, length));

            assertThatThrownBy(() -> read(cut))
                    .as("the first %d of %d bytes", length, whole.length)
                    .isInstanceOf(Damaged.class);
        }
    }

    @Test
    void a_bit_that_fell_over_is_found_wherever_it_lies() throws Exception {
        List<Kept> entries = entries(9, 10);
        byte[] whole = Files.readAllBytes(written(entries));
        Path bad = folder.resolve("bad");
        for (int bit = 8 * Footer.MAGIC.length; bit < 8 * whole.length; bit++) {
            byte[] bytes = whole.clone();
            bytes[bit / 8] ^= (byte) (1 << (bit % 8));
            Files.write(bad, bytes);

            assertThatThrownBy(() -> read(bad)).as("bit %d", bit).isInstanceOf(Damaged.class);
        }
    }

    @Test
    void a_name_tells_what_a_segment_spans() {
        Path file = folder.resolve(Segment.name(7, 20, NOON, NOON + 5));

        assertThat(Segment.of(file, 3, 99)).contains(new Segment(file, 3, 7, 20, NOON, NOON + 5, 99));
        assertThat(Segment.of(folder.resolve("7-12.part"), 3, 0)).isEmpty();
    }
}
