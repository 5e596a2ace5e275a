package dev.signalbox.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.event.Payload;
import dev.signalbox.flow.match.Decision;
import dev.signalbox.flow.match.Intention;
import dev.signalbox.flow.process.InstanceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Compares what two sides made of a moment: which starts are new, lost, the same, or have another input. */
final class Comparison {

    private final ToIntFunction<String> partitionOf;
    private final Tally tally;

    Comparison(ToIntFunction<String> partitionOf, Tally tally) {
        this.partitionOf = partitionOf;
        this.tally = tally;
    }

    /** Counts the moment; null when both sides decided it alike. */
    @Nullable
    Change of(Moment moment, @Nullable Outcome before, @Nullable Outcome after) {
        Version old = version(moment, before);
        Version now = version(moment, after);
        if (old.isNothing() && now.isNothing()) {
            return null;
        }
        Version oldJudged = judged(old, now, "lost");
        Version nowJudged = judged(now, old, "new");
        tally.add(moment, oldJudged, nowJudged);
        Set<String> kinds = kinds(oldJudged, nowJudged);
        return kinds.isEmpty() ? null : new Change(moment, kinds, oldJudged, nowJudged);
    }

    private Version version(Moment moment, @Nullable Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            return new Version(List.of(), List.of(), List.of(), failed.cause());
        }
        if (!(outcome instanceof Outcome.Decided decided)) {
            return Version.NOTHING;
        }
        Decision decision = decided.decision();
        if (decision.matched().isEmpty() && decision.intentions().isEmpty()) {
            return Version.NOTHING;
        }
        Map<String, Started> starts = new LinkedHashMap<>();
        List<Intention> others = new ArrayList<>();
        for (Intention intention : decision.intentions()) {
            if (intention instanceof Intention.Start start) {
                Started started = started(moment, start);
                starts.putIfAbsent(started.id(), started);
            } else {
                others.add(intention);
            }
        }
        return new Version(decision.matched(), List.copyOf(starts.values()), List.copyOf(others), null);
    }

    private Started started(Moment moment, Intention.Start start) {
        String key = start.key() == null ? moment.key() : start.key();
        String id =
                InstanceId.start(partitionOf.applyAsInt(key), moment.event(), start.rule(), start.definition(), key);
        JsonNode input = Payload.STRICT.valueToTree(start.input());
        return new Started(id, start.rule(), start.definition(), key, input, "same");
    }

    private static Version judged(Version own, Version other, String alone) {
        Map<String, Started> known = new LinkedHashMap<>();
        other.starts().forEach(start -> known.put(start.id(), start));
        List<Started> judged = own.starts().stream()
                .map(start -> start.judged(verdict(start, known.get(start.id()), alone)))
                .toList();
        return new Version(own.matched(), judged, own.others(), own.fault());
    }

    private static String verdict(Started start, @Nullable Started other, String alone) {
        return other == null ? alone : same(start.input(), other.input()) ? "same" : "changed";
    }

    /** The order of fields is of no weight; 3 and 3.0 are two texts, so they differ. */
    private static boolean same(JsonNode a, JsonNode b) {
        return a.equals(
                (one, two) -> one.isNumber() && two.isNumber() && one.asText().equals(two.asText())
                        ? 0
                        : one.equals(two) ? 0 : 1,
                b);
    }

    private static Set<String> kinds(Version before, Version after) {
        Set<String> kinds = new TreeSet<>();
        for (Version version : List.of(before, after)) {
            version.starts().stream()
                    .map(Started::verdict)
                    .filter(verdict -> !verdict.equals("same"))
                    .forEach(kinds::add);
        }
        if (!new TreeSet<>(before.matched()).equals(new TreeSet<>(after.matched()))) {
            kinds.add("fired");
        }
        if (!said(before).equals(said(after))) {
            kinds.add("said");
        }
        if ((before.fault() == null) != (after.fault() == null)) {
            kinds.add("quarantined");
        }
        return kinds;
    }

    private static List<String> said(Version version) {
        return version.others().stream()
                .map(each -> BacktestJson.intention(each).toString())
                .sorted()
                .toList();
    }
}
