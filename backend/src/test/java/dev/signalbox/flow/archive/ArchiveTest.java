package dev.signalbox.flow.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.failpoint.Failpoints;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.journal.JournalHistory.Past;
import dev.signalbox.testing.ArmedFailpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What leaves Redis is in the archive first, once, and is read as if it had never left. */
class ArchiveTest extends ArchiveFixture {

    @Test
    void what_has_left_redis_is_read_through_in_both_directions() throws Exception {
        journaled(3_500);

        assertThat(trimmed(3_001)).isEqualTo(3_000);

        assertThat(redis.ask("XLEN", KEYS.journal(0))).isEqualTo("500");
        assertThat(files("0")).hasSize(1);
        allIsThere(3_500);
        assertThat(whole.newest(0, 2_990, 3_005, 100).await())
                .extracting(Entry::position)
                .containsExactly(
                        3_004L, 3_003L, 3_002L, 3_001L, 3_000L, 2_999L, 2_998L, 2_997L, 2_996L, 2_995L, 2_994L, 2_993L,
                        2_992L, 2_991L);
        assertThat(archive.holding().entries()).isEqualTo(3_000);
        assertThat(archive.holding().written()).isEqualTo(3_000);
    }

    @Test
    void an_event_is_found_by_its_id_with_its_decision_wherever_it_is() {
        journaled(1_500);
        journaled(10);
        trimmed(1_501);

        List<Past> found = whole.find("id-1499").await();

        assertThat(found).singleElement().satisfies(past -> {
            assertThat(past.entry().position()).isEqualTo(1_500);
            assertThat(past.decision()).isEqualTo("{\"last\":1500}");
            assertThat(past.decided()).isTrue();
        });
        redis.flush(); // and with it all that Redis knows of duplicates
        assertThat(whole.find("id-7").await())
                .singleElement()
                .satisfies(past -> assertThat(past.entry().position()).isEqualTo(8));
        assertThat(whole.find("id-1502").await()).isEmpty();
    }

    @Test
    void small_segments_grow_into_larger_ones() throws Exception {
        for (int i = 1; i <= 3; i++) {
            journaled(STEP);
            assertThat(trimmed(i * STEP + 1)).isEqualTo(STEP);
        }

        assertThat(files("0"))
                .singleElement()
                .satisfies(file -> assertThat(file.getFileName().toString()).startsWith("1-3000-"));
        allIsThere(3 * STEP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"archive.beforeWrite", "archive.afterFsync", "archive.afterPublish"})
    void a_fault_at_any_step_loses_nothing_and_doubles_nothing(String point) throws Exception {
        journaled(STEP);
        trimmed(STEP + 1);
        journaled(STEP);
        reopen(new ArmedFailpoints().throwAt(point, 1), new Bounds(1L << 30, Duration.ofDays(90)));

        assertThatThrownBy(() -> trimmed(2 * STEP + 1)).hasMessageContaining(point);
        assertThat(redis.ask("XLEN", KEYS.journal(0))).isEqualTo("1000");
        assertThat(archive.holding().trouble()).contains(point);
        allIsThere(2 * STEP);

        reopen(Failpoints.NONE, new Bounds(1L << 30, Duration.ofDays(90)));
        allIsThere(2 * STEP);
        assertThat(trimmed(2 * STEP + 1)).isEqualTo(STEP);
        allIsThere(2 * STEP);
        assertThat(archive.holding().trouble()).isNull();
    }

    @Test
    void nothing_is_trimmed_while_the_archive_cannot_be_written() throws Exception {
        journaled(STEP);
        Path partition = folder.resolve("archive").resolve("0");
        Files.delete(partition);
        Files.createFile(partition);

        assertThatThrownBy(() -> trimmed(STEP + 1)).isInstanceOf(IOException.class);

        assertThat(redis.ask("XLEN", KEYS.journal(0))).isEqualTo("1000");
        assertThat(archive.holding().failures()).isEqualTo(1);
        Files.delete(partition);
        Files.createDirectory(partition);
        assertThat(trimmed(STEP + 1)).isEqualTo(STEP);
        allIsThere(STEP);
    }

    @Test
    void what_a_former_journal_left_is_put_aside_and_not_taken_for_this_one() throws Exception {
        journaled(STEP);
        trimmed(STEP + 1);
        restored();
        journaled(STEP);

        assertThat(trimmed(STEP + 1)).isEqualTo(STEP);

        onlyOfThisJournal();
        allIsThere(STEP);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, STEP + 3})
    void a_start_puts_aside_what_a_former_journal_left_before_anybody_reads_it(int since) throws Exception {
        journaled(STEP);
        trimmed(STEP + 1);
        restored();
        if (since > 0) {
            journaled(since);
        }

        reopen(Failpoints.NONE, new Bounds(1L << 30, Duration.ofDays(90)));

        onlyOfThisJournal();
        allIsThere(since);
    }

    private void restored() throws Exception {
        journal.close().await();
        Files.deleteIfExists(folder.resolve("guard"));
        anew();
    }

    private void onlyOfThisJournal() throws Exception {
        assertThat(whole.find("id-5").await()).isEmpty();
        assertThat(files("")).anyMatch(file -> file.getFileName().toString().startsWith("0.former-"));
    }

    @Test
    void what_another_owner_has_trimmed_meanwhile_puts_nothing_aside() throws Exception {
        journaled(STEP + 5);
        trimmed(STEP + 1);

        assertThat(archive.keep(0, 1, STEP + 1, true).await()).isEqualTo(1);

        assertThat(files("")).singleElement().satisfies(file -> assertThat(file).hasFileName("0"));
        allIsThere(STEP + 5);
    }

    @Test
    void the_oldest_segments_go_when_there_is_too_much() throws Exception {
        journaled(STEP);
        trimmed(STEP + 1);
        reopen(Failpoints.NONE, new Bounds(1, Duration.ofDays(90)));
        journaled(STEP);
        trimmed(2 * STEP + 1);

        assertThat(archive.holding().segments()).isZero();
        assertThat(whole.after(0, 0, 10).await()).isEmpty();
        journaled(3);
        assertThat(whole.after(0, 0, 10).await()).extracting(Entry::position).containsExactly(2_001L, 2_002L, 2_003L);
    }

    @Test
    void what_is_too_old_goes_without_anything_being_written() throws Exception {
        journaled(STEP);
        trimmed(STEP + 1);

        reopen(Failpoints.NONE, new Bounds(1L << 30, Duration.ofSeconds(-5)));
        archive.look().await();

        assertThat(files("0")).isEmpty();
        assertThat(archive.holding().entries()).isZero();
    }

    @Test
    void a_damaged_segment_says_so_and_what_redis_has_is_still_there() throws Exception {
        journaled(STEP);
        trimmed(STEP + 1);
        journaled(5);
        Path file = files("0").get(0);
        byte[] bytes = Files.readAllBytes(file);
        bytes[100] ^= 1; // in a block
        bytes[bytes.length - 30] ^= 1; // in the footer
        Files.write(file, bytes);

        assertThatThrownBy(() -> whole.after(0, 0, 10).await())
                .isInstanceOf(Damaged.class)
                .hasMessageContaining("restore it from a backup");
        assertThat(whole.after(0, STEP, 10).await()).hasSize(5);
        assertThatThrownBy(() -> whole.find("id-5").await()).isInstanceOf(Damaged.class);
        assertThat(whole.find("id-1003").await()).hasSize(1);
    }
}
