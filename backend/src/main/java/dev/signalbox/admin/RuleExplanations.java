package dev.signalbox.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.event.Event;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.match.Explanation;
import dev.signalbox.flow.match.Recall;
import dev.signalbox.flow.match.Rules;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Explains by the rules that decided the event, live or in a back-test, with the facts that they had then; while it is not
 * decided, by those that are active now.
 */
public final class RuleExplanations implements Explanations {

    private static final Recall.Limits LIMITS = new Recall.Limits(3_000_000, 5_000_000_000L);

    private final IntFunction<Future<Rules>> versions;
    private final Supplier<Rules> active;
    private final LookBack lookBack;

    /**
     * @param versions the rules of a version of the rulebook
     * @param active the rules that decide now; must not block
     */
    public RuleExplanations(IntFunction<Future<Rules>> versions, Supplier<Rules> active, LookBack lookBack) {
        this.versions = versions;
        this.active = active;
        this.lookBack = lookBack;
    }

    @Override
    public Future<ObjectNode> explain(Asked asked) {
        return rules(asked)
                .compose(rules -> lookBack.to(
                        asked.entry(), rules, asked.seen(), (recall, history) -> explained(asked, recall, history)))
                .recover(fault -> Future.failedFuture(told(fault)))
                .map(explained -> Answers.JSON.valueToTree(explained));
    }

    private Future<Rules> rules(Asked asked) {
        if (asked.rules() != null) {
            return Future.succeededFuture(asked.rules());
        }
        if (asked.decision() != null) {
            return versions.apply(asked.decision().rulebook());
        }
        return asked.rulebook() > 0 ? versions.apply(asked.rulebook()) : Future.succeededFuture(active.get());
    }

    private static Throwable told(Throwable fault) {
        if (fault instanceof LookBack.Busy) {
            return Problem.of(
                    503,
                    "explain_busy",
                    String.valueOf(fault.getMessage()),
                    "try again in some seconds: two are made at a time");
        }
        return fault instanceof TimeoutException
                ? Problem.of(
                        503,
                        "explain_busy",
                        "the explanation was not ready within 30 s",
                        "try again when fewer are asked for; deliveries and decisions go on meanwhile")
                : fault;
    }

    private static Explained explained(Asked asked, Recall recall, dev.signalbox.flow.match.History history) {
        Entry entry = asked.entry();
        Event event = entry.event();
        List<String> matched =
                asked.decision() == null ? List.of() : asked.decision().matched();
        long facts = recall.facts();
        List<Explanation> rules = recall.explain(
                event, entry.position(), new Recall.Recorded(asked.decision() != null, matched, asked.fault()), LIMITS);
        return new Explained(
                recall.rulebook(),
                entry.partition(),
                entry.position(),
                entry.at(),
                facts,
                new History(history.from(), history.entries(), history.note()),
                Nearness.sorted(rules.stream().map(ExplanationShapes::rule).toList()));
    }
}
