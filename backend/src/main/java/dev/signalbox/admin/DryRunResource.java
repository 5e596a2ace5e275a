package dev.signalbox.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.admin.Backtests.Given;
import dev.signalbox.admin.Backtests.Tried;
import dev.signalbox.backtest.BacktestJson;
import dev.signalbox.backtest.BacktestJson.Veil;
import dev.signalbox.backtest.DryRun;
import dev.signalbox.backtest.Outcome;
import dev.signalbox.event.Event;
import dev.signalbox.flow.match.Decision;
import dev.signalbox.rulebook.Durations;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What rules make of events that are given. */
final class DryRunResource implements Resource {

    private static final int MOST_EVENTS = 1_000;
    private static final Duration LONGEST = Duration.ofDays(31);

    private final Backtests backtests;

    DryRunResource(Backtests backtests) {
        this.backtests = backtests;
    }

    @Override
    public void mount(Router router) {
        router.post("/api/v1/packs/:pack/dry-run").handler(this::run);
    }

    private void run(RoutingContext context) {
        ObjectNode body = new Query(context).body();
        String name = PacksResource.name(context);
        Answers.json(
                context,
                backtests
                        .dryRun(name, BacktestsResource.text(body), events(body), advance(body))
                        .map(tried -> done(name, tried))
                        .compose(this::shown));
    }

    private static List<Given> events(ObjectNode body) {
        JsonNode array = body.path("events");
        if (!array.isArray() || array.isEmpty() || array.size() > MOST_EVENTS) {
            throw Problem.wrong(
                    "wanted events, a list of 1 to " + MOST_EVENTS,
                    "send {\"events\": [{\"type\": \"order.placed\", \"data\": {}}]}, or [{\"recorded\": \"<id>\"}]");
        }
        List<Given> events = new ArrayList<>();
        for (JsonNode each : array) {
            if (!(each instanceof ObjectNode event)) {
                throw Problem.wrong("event " + events.size() + " is no object", "send {\"type\": ..., \"data\": ...}");
            }
            events.add(event.hasNonNull("recorded") ? kept(event) : new Given.Written(event));
        }
        return events;
    }

    private static Given kept(ObjectNode event) {
        return new Given.Kept(
                event.path("recorded").asText(),
                event.path("source").textValue(),
                event.hasNonNull("after")
                        ? duration("after", event.path("after").asText())
                        : null);
    }

    private static Duration advance(ObjectNode body) {
        return duration("advance", body.path("advance").asText("0s"));
    }

    private static Duration duration(String field, String text) {
        Duration duration = Durations.parse(text);
        if (duration.compareTo(LONGEST) > 0 || (duration.isZero() && !text.startsWith("0"))) {
            throw Problem.wrong(field + " is \"" + Problem.cut(text) + '"', "send 90s, 10m or 1h30m, at most 31d");
        }
        return duration;
    }

    private static Tried.Done done(String name, Tried tried) {
        if (tried instanceof Tried.Done done) {
            return done;
        } else if (tried instanceof Tried.Faulty faulty) {
            throw PacksResource.faulty(name, faulty.findings());
        } else if (tried instanceof Tried.Wrong wrong) {
            throw Problem.wrong(
                    "event " + wrong.number() + " of events (from 0): " + wrong.why(),
                    "write it as in a case: {\"type\": \"order.placed\", \"subject\": \"o-1\", \"data\": {}}");
        } else if (tried instanceof Tried.Endless endless) {
            throw Problem.of(422, "dry_run_given_up", endless.why(), "let the clock run on for less, or mend the rule");
        }
        throw BacktestsResource.noDraft(name);
    }

    /** Any rule may have joined any event: what one of them hides is hidden everywhere. */
    private Future<ObjectNode> shown(Tried.Done tried) {
        return backtests.veils(tried.kept()).map(veils -> json(tried.done(), all(veils.values())));
    }

    private static Veil all(Collection<Veil> veils) {
        return new Veil() {
            @Override
            public JsonNode tree(JsonNode node) {
                JsonNode tree = node;
                for (Veil veil : veils) {
                    tree = veil.tree(tree);
                }
                return tree;
            }

            @Override
            public String text(String text) {
                String shown = text;
                for (Veil veil : veils) {
                    shown = veil.text(shown);
                }
                return shown;
            }
        };
    }

    private static ObjectNode json(DryRun.Done done, Veil veil) {
        ObjectNode json = Answers.JSON.createObjectNode();
        ArrayNode results = json.putArray("results");
        done.made().forEach(made -> results.add(made(made, veil)));
        ArrayNode facts = json.putArray("facts");
        done.facts().forEach(each -> facts.add(fact(each, veil)));
        return json;
    }

    private static ObjectNode made(DryRun.Made made, Veil veil) {
        ObjectNode json = Answers.JSON.createObjectNode();
        json.put("event", made.given() < 0 ? null : Integer.valueOf(made.given()));
        json.put("id", made.moment().event().id());
        json.put("type", made.moment().type());
        json.put("partition", made.moment().partition());
        json.put("key", made.moment().key());
        json.put("at", made.moment().at());
        ArrayNode matched = json.putArray("matched");
        ArrayNode intentions = json.putArray("intentions");
        ArrayNode warnings = json.putArray("warnings");
        if (made.outcome() instanceof Outcome.Decided decided) {
            Decision decision = decided.decision();
            StoryJson.texts(matched, decision.matched());
            decision.intentions().forEach(each -> intentions.add(BacktestJson.intention(each, veil)));
            decision.warnings().forEach(each -> warnings.add(veil.text(each)));
            return json.putNull("fault");
        }
        return json.put("fault", veil.text(((Outcome.Failed) made.outcome()).cause()));
    }

    private static ObjectNode fact(DryRun.Remembered remembered, Veil veil) {
        Event event = remembered.fact().event();
        String id = event == null ? null : event.getId();
        return Answers.JSON
                .createObjectNode()
                .put("partition", remembered.partition())
                .put("type", event == null ? remembered.fact().type() : event.getType())
                .put("event", id)
                .put("text", veil.text(remembered.fact().text()));
    }
}
