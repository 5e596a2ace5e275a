package dev.signalbox.rulebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signalbox.flow.match.Decision;
import dev.signalbox.flow.match.Intention;
import dev.signalbox.rulebook.Case.Expected;
import dev.signalbox.rulebook.Case.Start;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compares what a case expects with what happened. */
final class CaseVerdict {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** @param key partition key of the event, which a start without a key takes */
    record Happened(Decision decision, String key) {

        /** Only what these rules did; everything when there are none. */
        Happened of(List<String> rules) {
            return rules.isEmpty() ? this : new Happened(only(rules), key);
        }

        private Decision only(List<String> rules) {
            return new Decision(
                    decision.rulebook(),
                    decision.second(),
                    decision.matched().stream().filter(rules::contains).toList(),
                    decision.intentions().stream()
                            .filter(each -> rules.contains(each.rule()))
                            .toList(),
                    decision.warnings(),
                    decision.nanos());
        }
    }

    private record Started(Intention.Start start, String key) {}

    private final Expected expect;

    CaseVerdict(Expected expect) {
        this.expect = expect;
    }

    List<String> differences(List<Happened> happened) {
        List<String> differences = new ArrayList<>();
        Set<String> matched = new TreeSet<>();
        happened.forEach(each -> matched.addAll(each.decision().matched()));
        if (expect.nothing() && !matched.isEmpty()) {
            differences.add("no rule was to match, but these did: " + matched);
        }
        expect.matched().stream()
                .filter(rule -> !matched.contains(rule))
                .forEach(rule -> differences.add("rule \"" + rule + "\" was to match and did not; "
                        + (matched.isEmpty() ? "none did" : "these did: " + matched)));
        expect.notMatched().stream()
                .filter(matched::contains)
                .forEach(rule -> differences.add("rule \"" + rule + "\" was not to match, and did"));
        List<Start> starts = expect.starts();
        if (starts != null) {
            starts(starts, started(happened), differences);
        }
        if (expect.alerts() != null) {
            alerts(expect.alerts(), happened, differences);
        }
        return differences;
    }

    private static void alerts(List<String> wanted, List<Happened> happened, List<String> differences) {
        List<String> left = new ArrayList<>(happened.stream()
                .flatMap(each -> each.decision().intentions().stream())
                .filter(Intention.Alert.class::isInstance)
                .map(each -> ((Intention.Alert) each).text())
                .toList());
        wanted.stream()
                .filter(text -> !left.remove(text))
                .forEach(text -> differences.add("expected the alert \"" + text + '"'));
        left.forEach(text -> differences.add("did not expect the alert \"" + text + '"'));
    }

    private static List<Started> started(List<Happened> happened) {
        List<Started> started = new ArrayList<>();
        for (Happened each : happened) {
            for (Intention intention : each.decision().intentions()) {
                if (intention instanceof Intention.Start start) {
                    started.add(new Started(start, Objects.requireNonNullElse(start.key(), each.key())));
                }
            }
        }
        return started;
    }

    private static void starts(List<Start> wanted, List<Started> started, List<String> differences) {
        List<Started> left = new ArrayList<>(started);
        for (Start start : wanted) {
            Optional<Started> found =
                    left.stream().filter(each -> fits(start, each)).findFirst();
            found.ifPresentOrElse(
                    left::remove,
                    () -> differences.add("expected a start of " + start.definition()
                            + (start.key() == null ? "" : " with key " + start.key())
                            + (start.with().isEmpty() ? "" : " and input " + start.with())
                            + "; " + came(started)));
        }
        left.forEach(each -> differences.add("did not expect a start of " + told(each)));
    }

    private static String came(List<Started> started) {
        return started.isEmpty()
                ? "nothing was started"
                : "started were: "
                        + String.join(
                                "; ", started.stream().map(CaseVerdict::told).toList());
    }

    private static String told(Started started) {
        return started.start().definition() + " with key " + started.key() + " and input "
                + started.start().input();
    }

    private static boolean fits(Start wanted, Started started) {
        JsonNode input = JSON.valueToTree(started.start().input());
        return wanted.definition().equals(started.start().definition())
                && (wanted.key() == null || wanted.key().equals(started.key()))
                && wanted.with().entrySet().stream().allMatch(each -> same(each.getValue(), input.path(each.getKey())));
    }

    /** Numbers are equal by their value, at any depth: 3 is 3.0. */
    private static boolean same(JsonNode wanted, JsonNode came) {
        return wanted.equals(CaseVerdict::compare, came);
    }

    /** Zero when they are the same; any other number when not. */
    private static int compare(JsonNode a, JsonNode b) {
        return a.isNumber() && b.isNumber() ? a.decimalValue().compareTo(b.decimalValue()) : a.equals(b) ? 0 : 1;
    }
}
