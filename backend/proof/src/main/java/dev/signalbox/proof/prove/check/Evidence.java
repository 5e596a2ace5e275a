package dev.signalbox.proof.prove.check;

import dev.signalbox.proof.prove.sink.Hit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A history, put in order once for all invariants.
 *
 * @param delivered events by id, as the ledger knows them
 * @param journaled events by id, as the hubs know them; those that hubs have made themselves are left out
 * @param fates what must have become of each of them
 * @param processes ids of the processes that the sink has seen, by what started them
 * @param steps all calls of a process, in the order of their coming
 * @param calls all calls with one Idempotency-Key, in the order of their coming
 */
record Evidence(
        History history,
        Map<String, Delivered> delivered,
        Map<String, Journaled> journaled,
        Labels labels,
        List<Model.Fate> fates,
        Map<Start, Set<String>> processes,
        Map<String, List<Hit>> steps,
        Map<String, List<Hit>> calls) {

    static Evidence of(History history) {
        Map<String, Delivered> delivered = Delivered.of(history.notes());
        Map<String, Journaled> journaled = new LinkedHashMap<>();
        for (Journaled event : history.events()) {
            if (event.isSent()) {
                var unusedBefore = journaled.putIfAbsent(event.id(), event);
            }
        }
        Labels labels = new Labels(journaled, history.hits());
        Map<Start, Set<String>> processes = new LinkedHashMap<>();
        Map<String, List<Hit>> steps = new HashMap<>();
        Map<String, List<Hit>> calls = new LinkedHashMap<>();
        for (Hit hit : history.hits()) {
            processes.computeIfAbsent(start(hit), key -> new HashSet<>()).add(hit.process());
            steps.computeIfAbsent(hit.process(), key -> new ArrayList<>()).add(hit);
            calls.computeIfAbsent(hit.idempotencyKey(), key -> new ArrayList<>())
                    .add(hit);
        }
        return new Evidence(
                history,
                delivered,
                journaled,
                labels,
                Model.of(List.copyOf(journaled.values()), labels),
                processes,
                steps,
                calls);
    }

    static Start start(Hit hit) {
        return new Start(definition(hit), hit.event(), hit.key());
    }

    static String definition(Hit hit) {
        int slash = hit.step().indexOf('/');
        return slash < 0 ? hit.step() : hit.step().substring(0, slash);
    }
}
