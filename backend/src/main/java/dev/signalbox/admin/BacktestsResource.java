package dev.signalbox.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.admin.Backtests.Begun;
import dev.signalbox.admin.Backtests.Over;
import dev.signalbox.backtest.BacktestJson;
import dev.signalbox.backtest.BacktestJson.Veil;
import dev.signalbox.backtest.Change;
import dev.signalbox.backtest.Job;
import dev.signalbox.backtest.Result;
import dev.signalbox.event.EventId;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Back-tests: begun, watched, cancelled, and what they found. */
final class BacktestsResource implements Resource {

    private static final String PATH = "/api/v1/packs/:pack/backtests";
    private static final int USUAL = 10_000;
    private static final int MOST = 1_000_000;

    private final Backtests backtests;

    BacktestsResource(Backtests backtests) {
        this.backtests = backtests;
    }

    @Override
    public void mount(Router router) {
        router.post(PATH).handler(this::begin);
        router.get(PATH).handler(this::list);
        router.get(PATH + "/:id").handler(this::one);
        router.delete(PATH + "/:id").handler(this::cancel);
        router.get(PATH + "/:id/changes").handler(this::changes);
    }

    private void begin(RoutingContext context) {
        ObjectNode body = new Query(context).body();
        String name = PacksResource.name(context);
        backtests
                .begin(name, text(body), over(body))
                .compose(begun -> shown(queued(name, begun)))
                .onSuccess(job -> Answers.send(context, 202, "application/json", job))
                .onFailure(context::fail);
    }

    /** Null when the draft is meant. */
    static Packs.@Nullable Text text(ObjectNode body) {
        JsonNode text = body.path("text");
        if (text.isMissingNode() || text.isNull()) {
            return null;
        }
        if (text instanceof ObjectNode object) {
            return PacksResource.text(object);
        }
        throw Problem.wrong("text is no object", "send {\"drl\": \"...\"}, or leave it out for the draft");
    }

    private static Over over(ObjectNode body) {
        if (body.hasNonNull("from") || body.hasNonNull("to")) {
            if (body.hasNonNull("last")) {
                throw Problem.wrong("both a range and last were given", "send either from and to, or last");
            }
            long from = whole(body, "from", 0, 0, Long.MAX_VALUE);
            return new Over(0, from, whole(body, "to", Long.MAX_VALUE, from + 1, Long.MAX_VALUE));
        }
        return new Over((int) whole(body, "last", USUAL, 1, MOST), 0, 0);
    }

    private static long whole(ObjectNode body, String field, long otherwise, long least, long most) {
        JsonNode node = body.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return otherwise;
        }
        if (!node.isIntegralNumber()
                || !node.canConvertToLong()
                || node.longValue() < least
                || node.longValue() > most) {
            String upper = most == Long.MAX_VALUE ? " on" : " to " + most;
            throw Problem.wrong(
                    field + " is " + Problem.cut(node.toString()), "send a whole number from " + least + upper);
        }
        return node.longValue();
    }

    private static Job queued(String name, Begun begun) {
        if (begun instanceof Begun.Queued queued) {
            return queued.job();
        } else if (begun instanceof Begun.Faulty faulty) {
            throw PacksResource.faulty(name, faulty.findings());
        } else if (begun instanceof Begun.NoDraft) {
            throw noDraft(name);
        } else if (begun instanceof Begun.Empty empty) {
            String begins = empty.begins() == 0 ? "" : "; history begins at " + Instant.ofEpochMilli(empty.begins());
            throw Problem.of(
                    422, "nothing_in_range", "nothing was received in this range" + begins, "choose another range");
        }
        throw Problem.of(
                429, "too_many_backtests", "so many back-tests wait already", "wait for one to end, or cancel one");
    }

    static Problem noDraft(String name) {
        return Problem.of(
                409,
                "no_draft",
                "the pack " + name + " has no draft",
                "save one first, or send a text with the request");
    }

    private void list(RoutingContext context) {
        List<Future<ObjectNode>> jobs = backtests.jobs().of(PacksResource.name(context)).stream()
                .map(this::shown)
                .toList();
        Answers.json(context, Future.all(new ArrayList<>(jobs)).map(all -> {
            ObjectNode json = Answers.JSON.createObjectNode();
            ArrayNode items = json.putArray("items");
            jobs.forEach(job -> items.add(job.result()));
            return json;
        }));
    }

    private void one(RoutingContext context) {
        Answers.json(context, shown(job(context)));
    }

    private Job job(RoutingContext context) {
        return job(backtests, context);
    }

    static Job job(Backtests backtests, RoutingContext context) {
        String id = new Query(context).path("id");
        return backtests
                .jobs()
                .find(PacksResource.name(context), id)
                .orElseThrow(() -> Problem.absent(
                        "back-test", id, "the last 20 are kept until the hub restarts: begin another one"));
    }

    private void cancel(RoutingContext context) {
        boolean unusedWasOver = backtests.jobs().cancel(job(context));
        Answers.empty(context);
    }

    private Future<ObjectNode> shown(Job job) {
        ObjectNode json = JobJson.of(job);
        Result result = job.result();
        if (result == null) {
            json.putNull("result");
            return Future.succeededFuture(json);
        }
        List<EventId> examples = Stream.of(result.before(), result.after())
                .flatMap(failed -> failed.causes().stream())
                .map(Result.Cause::example)
                .toList();
        return backtests
                .veils(examples)
                .map(veils -> json.set(
                        "result",
                        BacktestJson.result(
                                result,
                                cause -> new Result.Cause(
                                        veils.getOrDefault(cause.example(), Veil.NONE)
                                                .text(cause.cause()),
                                        cause.count(),
                                        cause.example()))));
    }

    private void changes(RoutingContext context) {
        Query query = new Query(context);
        Result result = job(context).result();
        String rule = query.text("rule");
        String kind = query.oneOf("kind", Change.KINDS);
        List<Change> found = result == null
                ? List.of()
                : result.changes().stream()
                        .filter(change -> kind == null || change.kinds().contains(kind))
                        .filter(change -> rule == null || change.rules().contains(rule))
                        .toList();
        Integer shown = query.number("before");
        int to = Math.max(0, found.size() - (shown == null ? 0 : Math.max(0, shown)));
        int from = Math.max(0, to - query.limit());
        Answers.json(context, page(found.subList(from, to)).map(page -> page.put("total", found.size())
                .put("next", from == 0 ? null : String.valueOf(found.size() - from))));
    }

    /** Newest first. */
    private Future<ObjectNode> page(List<Change> changes) {
        List<EventId> events =
                changes.stream().map(change -> change.moment().event()).toList();
        return backtests.veils(events).map(veils -> {
            ObjectNode json = Answers.JSON.createObjectNode();
            ArrayNode items = json.putArray("items");
            for (int i = changes.size() - 1; i >= 0; i--) {
                Change change = changes.get(i);
                items.add(BacktestJson.change(
                        change, veils.getOrDefault(change.moment().event(), Veil.NONE)));
            }
            return json;
        });
    }

    /** Where a job is. */
    private static final class JobJson {

        static ObjectNode of(Job job) {
            Job.Wanted wanted = job.wanted();
            ObjectNode json = Answers.JSON.createObjectNode();
            json.put("id", job.id()).put("pack", wanted.pack());
            json.put("revision", wanted.revision()).put("against", wanted.against());
            json.put("last", wanted.last());
            json.put("from", wanted.span().from()).put("to", wanted.span().to());
            json.put("state", job.state().name().toLowerCase(Locale.ROOT)).put("why", job.why());
            json.put("done", job.entries()).put("total", wanted.span().entries());
            json.put("events", job.events());
            json.put("createdAt", job.created());
            json.put("startedAt", job.started() == 0 ? null : Long.valueOf(job.started()));
            json.put("endedAt", job.ended() == 0 ? null : Long.valueOf(job.ended()));
            return json;
        }
    }
}
