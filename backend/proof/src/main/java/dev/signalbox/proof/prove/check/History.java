package dev.signalbox.proof.prove.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.proof.hub.Api;
import dev.signalbox.proof.prove.load.Ledger;
import dev.signalbox.proof.prove.load.Note;
import dev.signalbox.proof.prove.sink.Hit;
import dev.signalbox.proof.prove.sink.HitLog;
import dev.signalbox.proof.prove.watch.Commit;
import dev.signalbox.proof.prove.watch.Vital;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Everything that was written down of a run, by all who saw a part of it. */
public record History(
        List<Note> notes,
        List<Hit> hits,
        List<Journaled> events,
        List<DeadLetter> dead,
        List<Commit> commits,
        List<Owner> owners,
        List<Vital> vitals,
        Facts facts) {

    public static final String LEDGER = "ledger";
    public static final String HITS = "hits";
    public static final String EVENTS = "events.jsonl";
    public static final String DEAD = "dead-letters.jsonl";
    public static final String COMMITS = "commits";
    public static final String OWNERS = "owners.jsonl";
    public static final String VITALS = "vitals";

    /** Reads the files of a run. */
    public static History read(Path folder, Facts facts) throws IOException {
        return new History(
                Ledger.read(folder.resolve(LEDGER)),
                HitLog.read(folder.resolve(HITS)),
                json(folder.resolve(EVENTS), Journaled::of),
                json(folder.resolve(DEAD), DeadLetter::of),
                lines(folder.resolve(COMMITS), Commit::of),
                json(folder.resolve(OWNERS), Owner::of),
                lines(folder.resolve(VITALS), Vital::of),
                facts);
    }

    private static <T> List<T> json(Path file, Function<JsonNode, T> of) throws IOException {
        List<T> all = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            all.add(of.apply(Api.JSON.readTree(line)));
        }
        return all;
    }

    private static <T> List<T> lines(Path file, Function<String, T> of) throws IOException {
        return Files.readAllLines(file).stream().map(of).toList();
    }
}
