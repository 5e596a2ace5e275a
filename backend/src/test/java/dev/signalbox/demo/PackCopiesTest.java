package dev.signalbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackCopiesTest {

    private static final Addresses FIRST = new Addresses(List.of()).now(Addresses.STANDARD);

    @TempDir
    private Path folder;

    private Path program;
    private Path copy;

    @BeforeEach
    void a_program_with_one_pack() throws IOException {
        program = folder.resolve("program");
        copy = folder.resolve("copies/orders/rules.drl");
        ships("call http://127.0.0.1:9099/stock");
    }

    @Test
    void a_pack_is_loaded_once() throws IOException {
        assertThat(start(FIRST)).isEqualTo(1);

        assertThat(start(FIRST)).isZero();
    }

    @Test
    void a_start_that_ended_before_the_hub_had_them_gives_them_again() throws IOException {
        copies(FIRST).copyFrom(program);

        assertThat(start(FIRST)).isEqualTo(1);
    }

    @Test
    void a_world_that_has_moved_is_in_the_copy_and_makes_nothing_new() throws IOException {
        start(FIRST);

        Addresses moved = FIRST.now("http://127.0.0.1:40001").now("http://127.0.0.1:40002");

        assertThat(start(moved)).isZero();
        assertThat(copy).hasContent("call http://127.0.0.1:40002/stock");
        assertThat(start(moved.now(Addresses.STANDARD))).isZero();
        assertThat(copy).hasContent("call http://127.0.0.1:9099/stock");
    }

    @Test
    void a_newer_program_brings_its_pack() throws IOException {
        start(FIRST);
        ships("call http://127.0.0.1:9099/stock twice");

        assertThat(start(FIRST)).isEqualTo(1);
        assertThat(copy).hasContent("call http://127.0.0.1:9099/stock twice");
    }

    @Test
    void what_was_edited_by_hand_is_kept_and_offered() throws IOException {
        start(FIRST);
        Files.writeString(copy, "mine");
        ships("call http://127.0.0.1:9099/stock twice");

        assertThat(start(FIRST)).isEqualTo(1);
        assertThat(copy).hasContent("mine");
        assertThat(start(FIRST)).isZero();
    }

    private void ships(String rules) throws IOException {
        Files.createDirectories(program.resolve("orders"));
        Files.writeString(program.resolve("orders/rules.drl"), rules);
    }

    private PackCopies copies(Addresses addresses) {
        return new PackCopies(folder.resolve("copies"), addresses);
    }

    /** How many packs the hub loads at a start. */
    private int start(Addresses addresses) throws IOException {
        List<PackCopy> toLoad = copies(addresses).copyFrom(program);
        toLoad.forEach(PackCopy::loaded);
        return toLoad.size();
    }
}
