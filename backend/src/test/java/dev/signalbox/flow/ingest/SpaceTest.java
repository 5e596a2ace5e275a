package dev.signalbox.flow.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.flow.ingest.Space.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpaceTest {

    private static final long GIB = 1L << 30;

    @ParameterizedTest
    @CsvSource({"69, ROOMY", "70, NARROW", "84, NARROW", "85, BULK", "94, BULK", "95, FULL", "130, FULL"})
    void memory_is_told_at_seventy_put_off_at_eighty_five_and_refused_at_ninety_five_percent(int used, Level level) {
        assertThat(new Space(used, 100, 0, 0, "").ofMemory()).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({"20, ROOMY", "19, NARROW", "10, NARROW", "9, FULL", "0, FULL"})
    void a_disk_is_told_at_a_fifth_and_refused_at_a_tenth(long free, Level level) {
        assertThat(new Space(0, 0, free * GIB, 100 * GIB, "/data").ofDisk()).isEqualTo(level);
    }

    @Test
    void a_large_disk_keeps_a_gibibyte_and_a_small_one_a_tenth() {
        assertThat(new Space(0, 0, GIB - 1, 8 * GIB, "/data").ofDisk()).isEqualTo(Level.FULL);
        assertThat(new Space(0, 0, GIB / 2, GIB, "/data").ofDisk()).isEqualTo(Level.ROOMY);
    }

    @Test
    void what_is_not_known_refuses_nobody() {
        assertThat(Space.UNKNOWN.ofMemory()).isEqualTo(Level.ROOMY);
        assertThat(Space.UNKNOWN.ofDisk()).isEqualTo(Level.ROOMY);
    }

    @Test
    void the_words_name_the_place_and_the_fix() {
        Space full = new Space(96, 100, GIB, 100 * GIB, "/srv/signalbox");

        assertThat(full.diskText()).startsWith("disk full at /srv/signalbox: 1.0 GiB of 100.0 GiB are free (1 %)");
        assertThat(full.memoryText()).contains("96 %", "CONFIG SET maxmemory", "--retention");
    }
}
