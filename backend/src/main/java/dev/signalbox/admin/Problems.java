package dev.signalbox.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.flow.archive.Damaged;
import dev.signalbox.redis.RedisLink;
import dev.signalbox.redis.RedisTrouble;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.HexFormat;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where faults become answers. */
final class Problems implements Handler<RoutingContext> {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final Pattern TRACE_PARENT = Pattern.compile("00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final String LOOK = "see the API's contract, backend/src/main/resources/openapi.yaml";

    private final RandomGenerator random;

    Problems(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public void handle(RoutingContext context) {
        if (context.response().closed()) {
            return;
        }
        String traceId = traceId(context);
        Problem problem = problem(context, traceId);
        if (context.response().headWritten()) {
            context.response().reset();
            return;
        }
        if (problem.status() == 401) {
            context.response().putHeader("WWW-Authenticate", "Bearer realm=\"signalbox\"");
        }
        Answers.send(context, problem.status(), "application/problem+json", body(problem, traceId));
    }

    private Problem problem(RoutingContext context, String traceId) {
        Throwable cause = context.failure();
        if (cause instanceof Problem known) {
            return known;
        }
        if (cause instanceof RedisLink.Away) {
            return Problem.of(503, "redis_away", "Redis does not answer at the moment", "try again in some seconds");
        }
        if (cause instanceof Damaged damaged) {
            return Problem.of(500, "archive_damaged", damaged.what(), Damaged.REMEDY);
        }
        if (cause instanceof RedisLink.Refusal refusal && RedisTrouble.passes(refusal)) {
            return ofRefusal(String.valueOf(refusal.getMessage()));
        }
        if (cause == null || context.statusCode() != 500) {
            return ofStatus(context.statusCode(), context);
        }
        LOG.error("request failed, trace id {}", traceId, cause);
        return Problem.of(
                500,
                "internal",
                "the hub has a fault: " + cause.getClass().getSimpleName(),
                "look for the trace id " + traceId + " in the hub's log");
    }

    /** What Redis cannot do at the moment is no fault of the hub. */
    private static Problem ofRefusal(String message) {
        return message.startsWith("OOM")
                ? Problem.of(
                        503,
                        "redis_full",
                        "Redis has no memory left, so nothing new can be kept",
                        "give it more maxmemory, or shorten --retention; what it has is worked off meanwhile")
                : Problem.of(
                        503, "redis_refuses", "Redis refuses at the moment: " + message, "mend that, then try again");
    }

    private static Problem ofStatus(int status, RoutingContext context) {
        String path = Problem.cut(context.request().path());
        return switch (status) {
            case 404 -> Problem.of(404, "not_found", "there is nothing at " + path, LOOK);
            case 405 ->
                Problem.of(
                        405,
                        "method_not_allowed",
                        path + " does not take "
                                + Problem.cut(context.request().method().name()),
                        LOOK);
            case 413 ->
                Problem.of(
                        413,
                        "body_too_large",
                        "the body is larger than " + (path.startsWith("/api/v1/packs/") ? "16 MiB" : "1 MiB"),
                        "send less at once");
            default -> Problem.of(status, code(status), reason(status), LOOK);
        };
    }

    private static ObjectNode body(Problem problem, String traceId) {
        ObjectNode body = Answers.JSON.createObjectNode();
        body.put("type", "/docs/errors/" + problem.code());
        body.put("title", reason(problem.status()));
        body.put("status", problem.status());
        body.put("code", problem.code());
        body.put("detail", problem.detail());
        body.put("nextStep", problem.nextStep());
        body.put("traceId", traceId);
        if (!problem.diagnostics().isEmpty()) {
            body.set("diagnostics", Answers.JSON.valueToTree(problem.diagnostics()));
        }
        return body;
    }

    private String traceId(RoutingContext context) {
        String given = traceParent(context.request().getHeader("traceparent"));
        if (given != null) {
            return given;
        }
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static @Nullable String traceParent(@Nullable String header) {
        if (header == null) {
            return null;
        }
        Matcher matcher = TRACE_PARENT.matcher(header);
        return matcher.matches() ? matcher.group(1) : null;
    }

    private static String code(int status) {
        return reason(status).toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "_");
    }

    private static String reason(int status) {
        return HttpResponseStatus.valueOf(status).reasonPhrase();
    }
}
