package dev.signalbox.admin;

import java.util.List;

/** One explanation, with text in it that a browser must not take for markup. */
final class FixedExplanation {

    private FixedExplanation() {}

    static Explanations.Explained explained() {
        Explanations.History history = new Explanations.History(1, 0, null);
        return new Explanations.Explained(3, 0, 1, 1_002, 1, history, List.of(verdict()));
    }

    private static Explanations.Rule verdict() {
        Explanations.Actual actual = new Explanations.Actual("num(\"amount\")", "249.99");
        Explanations.Fact fact = new Explanations.Fact(
                "Event", "order.paid", "shop", "<i>e-0</i>", 1, 1_000, null, List.of(actual), "num(\"amount\") > 250");
        Explanations.Constraint constraint =
                new Explanations.Constraint("num(\"amount\") > 250", "false", List.of(actual), true, 0L, null, 5, 9);
        Explanations.Pattern pattern = new Explanations.Pattern(
                "Event",
                "$e",
                "",
                "not_matched",
                true,
                1,
                0,
                null,
                5,
                3,
                List.of(constraint),
                List.of(fact),
                new Explanations.Counted(1, List.of(fact), List.of(actual)),
                new Explanations.Window("before[0s, 5m]", 301_000L));
        Explanations.Match match = new Explanations.Match(List.of(new Explanations.Named("$e", fact)), List.of(actual));
        return new Explanations.Rule(
                "shop/big",
                "not_matched",
                null,
                4,
                "`num(\"amount\") > 250` does not hold",
                0,
                301_000L,
                List.of(match),
                List.of(pattern));
    }
}
