package dev.signalbox.proof.prove.check;

import dev.signalbox.proof.prove.load.Kind;
import dev.signalbox.proof.prove.load.Note;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger tells of one event.
 *
 * @param first line of it
 * @param at number of that line
 * @param acks all answers with 2xx
 * @param ackedAt number of the line of the first one
 * @param refused whether it was refused for good
 */
record Delivered(Note.Invoke first, int at, List<Note.Ok> acks, int ackedAt, boolean refused) {

    Kind kind() {
        return Kind.ofType(first.type()).orElse(Kind.PLAIN);
    }

    String id() {
        return first.id();
    }

    /** The first answer with 2xx; null when there was none. */
    Note.@Nullable Ok ack() {
        return acks.isEmpty() ? null : acks.get(0);
    }

    /** All events in the order of their first lines. */
    static Map<String, Delivered> of(List<Note> notes) {
        Map<String, Delivered> all = new LinkedHashMap<>();
        for (int line = 0; line < notes.size(); line++) {
            int at = line;
            Note note = notes.get(line);
            if (note instanceof Note.Invoke invoke) {
                all.computeIfAbsent(
                        invoke.id(), id -> new Delivered(invoke, at, new ArrayList<>(), Integer.MAX_VALUE, false));
            } else {
                all.computeIfPresent(note.id(), (id, known) -> known.with(note, at));
            }
        }
        return all;
    }

    private Delivered with(Note note, int line) {
        if (note instanceof Note.Ok ok) {
            acks.add(ok);
            return acks.size() == 1 ? new Delivered(first, at, acks, line, refused) : this;
        }
        return note instanceof Note.Fail ? new Delivered(first, at, acks, ackedAt, true) : this;
    }
}
