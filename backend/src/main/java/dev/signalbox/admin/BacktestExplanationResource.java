package dev.signalbox.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.backtest.Change;
import dev.signalbox.backtest.Job;
import dev.signalbox.backtest.Result;
import dev.signalbox.backtest.Version;
import dev.signalbox.event.EventId;
import dev.signalbox.flow.match.Decision;
import dev.signalbox.flow.match.Rules;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;

/** Why the active rules, or the draft, decided a recorded event in a back-test as they did. */
final class BacktestExplanationResource implements Resource {

    private static final String BEFORE = "before";

    private final Backtests backtests;
    private final Events events;
    private final Explanations explanations;

    BacktestExplanationResource(Backtests backtests, Events events, Explanations explanations) {
        this.backtests = backtests;
        this.events = events;
        this.explanations = explanations;
    }

    @Override
    public void mount(Router router) {
        router.get("/api/v1/packs/:pack/backtests/:id/explanation").handler(this::explain);
    }

    private void explain(RoutingContext context) {
        Query query = new Query(context);
        Job job = BacktestsResource.job(backtests, context);
        Change change = change(job, asked(query, "event"), asked(query, "source"));
        boolean active = BEFORE.equals(query.oneOf("side", Set.of(BEFORE, "after")));
        Rules rules = active ? job.before() : job.after();
        Version version = active ? change.before() : change.after();
        EventId id = change.moment().event();
        Answers.json(
                context,
                events.find(id.id(), id.source())
                        .map(found -> Answers.found(found.stream().findFirst(), "event", id.id()))
                        .compose(story -> explained(story, rules, version))
                        .map(json -> json.put("id", id.id()).put("source", id.source())));
    }

    private static String asked(Query query, String name) {
        String value = query.text(name);
        if (value == null) {
            throw Problem.wrong("no " + name + " is named", "add ?event=...&source=...&side=before or after");
        }
        return value;
    }

    /** Only what differs is kept, with what each side made of it. */
    private static Change change(Job job, String event, String source) {
        Result result = job.result();
        List<Change> changes = result == null ? List.of() : result.changes();
        return changes.stream()
                .filter(change -> change.moment().second() == 0)
                .filter(change -> change.moment().event().id().equals(event)
                        && change.moment().event().source().equals(source))
                .findFirst()
                .orElseThrow(() ->
                        Problem.absent("changed event of this back-test", event, "look at the list of its changes"));
    }

    private Future<ObjectNode> explained(Events.Story story, Rules rules, Version version) {
        Decision decision = new Decision(rules.version(), 0, version.matched(), List.of(), List.of(), 0);
        Explanations.Asked asked =
                new Explanations.Asked(story.seen().entry(), decision, version.fault(), 0, rules, event -> {});
        return explanations.explain(asked).map(json -> json.putNull("decidedBy"));
    }
}
