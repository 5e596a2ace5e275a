package dev.signalbox.proof.prove.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoteTest {

    private static final List<Note> ALL = List.of(
            new Note.Invoke("3.1", "k", 1, 17, 3, "shop", "order.paid", 2, Note.Copy.RETRY),
            new Note.Info("3.1", "unknown: reset", 18),
            new Note.Ok("3.1", 2, 99, 19, true),
            new Note.Fail("3.2", 400, 20));

    @Test
    void a_ledger_gives_back_what_was_written_into_it(@TempDir Path folder) throws Exception {
        try (Ledger ledger = new Ledger(folder.resolve("ledger"))) {
            for (Note note : ALL) {
                ledger.addSynced(note);
            }
        }

        assertThat(Ledger.read(folder.resolve("ledger"))).isEqualTo(ALL);
    }

    @Test
    void a_line_of_something_else_is_refused() {
        assertThatThrownBy(() -> Note.of("OK\t3.1")).hasMessageContaining("no line of a ledger");
    }
}
