package dev.signalbox.proof.prove.check;

import dev.signalbox.proof.prove.fault.Strike;
import dev.signalbox.proof.prove.fault.Trace;
import dev.signalbox.proof.prove.load.Kind;
import dev.signalbox.proof.prove.load.Note;
import dev.signalbox.proof.prove.sink.Hit;
import dev.signalbox.proof.prove.sink.Reply;
import dev.signalbox.proof.prove.watch.Commit;
import dev.signalbox.proof.prove.watch.Vital;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A history made by hand, of a run in which all is well until a test breaks one thing. */
final class Story {

    static final long NOON = 1_795_291_200_000L;

    final List<Note> notes = new ArrayList<>();
    final List<Hit> hits = new ArrayList<>();
    final List<Journaled> events = new ArrayList<>();
    final List<DeadLetter> dead = new ArrayList<>();
    final List<Commit> commits = new ArrayList<>();
    final List<Owner> owners = new ArrayList<>();
    final List<Vital> vitals = new ArrayList<>();
    Facts facts = facts(Map.of("FLT-01", 1), List.of(strike("FLT-01", true)));
    private long now = NOON;

    /** Of one paid order after the other, a shipped one, and one whose call fails for good. */
    static Story whole() {
        Story story = new Story();
        story.paid("a", 1);
        story.paid("b", 2);
        story.sent("c", Kind.SHIPPED, "k");
        story.journaled("c", Kind.SHIPPED, "k", 3, "shipped");
        story.hit("pc", "ship/pack", "c", "k", 1, Reply.OK);
        story.hit("pc", "ship/send", "c", "k", 1, Reply.OK);
        story.sent("d", Kind.DOOMED, "k");
        story.journaled("d", Kind.DOOMED, "k", 4, "doomed");
        story.hit("pd", "doomed/only", "d", "k", 1, Reply.ERROR);
        story.hit("pd", "doomed/only", "d", "k", 2, Reply.ERROR);
        story.dead.add(new DeadLetter("pd", "doomed", "d", "The target answered 500"));
        story.commits.add(new Commit(0, "1-0", 1, 1, 2, 1));
        story.commits.add(new Commit(0, "2-0", 2, 2, 4, 2));
        story.owners.add(new Owner(0, "hub", 2, 2, 4, NOON + 900, NOON));
        story.vitals.add(new Vital(NOON, 0, 7, 200_000, 90, 0, 10_000));
        story.vitals.add(new Vital(NOON, 0, 8, 200_000, 90, 0, 10_000));
        return story;
    }

    static Facts facts(Map<String, Integer> planned, List<Strike> strikes) {
        return new Facts(1_000, 4, planned, strikes, Map.of(), true, true, 100, 3, 2, 1);
    }

    static Strike strike(String kind, boolean seen) {
        return new Strike(kind, "a fault", NOON, NOON + 10, seen ? Trace.of("pid 1 is now 2") : Trace.none("nothing"));
    }

    void paid(String id, long position) {
        sent(id, Kind.PAID, "k");
        journaled(id, Kind.PAID, "k", position, "paid");
        acked(id, position);
        hit("p" + id, "tell/only", id, "k", 1, Reply.OK);
    }

    void sent(String id, Kind kind, String key) {
        notes.add(new Note.Invoke(id, key, notes.size(), now++, 0, "shop", kind.type(), 0, Note.Copy.FIRST));
    }

    void acked(String id, long position) {
        notes.add(new Note.Ok(id, 0, position, now++, false));
    }

    void journaled(String id, Kind kind, String key, long position, String... rules) {
        journaled(id, kind, key, position, now++, rules);
    }

    void journaled(String id, Kind kind, String key, long position, long at, String... rules) {
        List<String> names =
                List.of(rules).stream().map(rule -> "proof/" + rule).toList();
        events.add(new Journaled(id, "shop", kind.type(), key, at, 0, position, "decided", names, List.of()));
    }

    void hit(String process, String step, String event, String key, int attempt, Reply reply) {
        hits.add(new Hit(now++, process + "/do/0/" + step + "/call/1", process, step, event, key, 1, attempt, reply));
    }

    Outcome outcome() {
        return Checker.check(new History(notes, hits, events, dead, commits, owners, vitals, facts));
    }

    /** The invariants that are broken. */
    List<String> broken() {
        return outcome().findings().stream().map(Finding::invariant).distinct().toList();
    }

    /** Why it cannot tell. */
    String reasons() {
        return outcome().verdict() instanceof Verdict.CannotTell cannot ? String.join("; ", cannot.reasons()) : "";
    }
}
