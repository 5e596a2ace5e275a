package dev.signalbox.proof.prove.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Holds a history against all invariants. */
public final class Checker {

    private static final List<Invariant> ALL = List.of(
            new NothingLost(),
            new NothingDoubled(),
            new SameKeyAgain(),
            new InOrder(),
            new NothingFromNothing(),
            new FailuresVisible(),
            new OneOwner(),
            new SameDecisions(),
            new ComesToRest(),
            new Bounded(),
            new WhollyUndone());

    private Checker() {}

    /** What each invariant says, by its name. */
    public static Map<String, String> statements() {
        Map<String, String> statements = new LinkedHashMap<>();
        ALL.forEach(one -> statements.put(one.id(), one.statement()));
        return statements;
    }

    public static Outcome check(History history) {
        Evidence evidence = Evidence.of(history);
        List<Finding> findings = new ArrayList<>();
        ALL.forEach(one -> findings.addAll(one.check(evidence)));
        history.facts().strikes().stream()
                .filter(strike -> strike.trace().broken())
                .forEach(strike -> findings.add(new Finding(
                        strike.kind(), strike.title(), strike.trace().proof())));
        List<String> reasons = Vacuity.reasons(evidence);
        return new Outcome(Verdict.of(settled(findings, history.facts()), reasons), findings, Sums.of(evidence));
    }

    /** What is missing from a run that ended too early may only be late; what is there is there. */
    private static List<Finding> settled(List<Finding> findings, Facts facts) {
        return facts.drained()
                ? findings
                : findings.stream()
                        .filter(one -> !one.invariant().equals("I1")
                                && !one.invariant().equals("I6")
                                && !one.invariant().equals("I11"))
                        .toList();
    }
}
