package dev.signalbox.flow.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signalbox.egress.EgressClient;
import dev.signalbox.egress.EgressRules;
import dev.signalbox.egress.Resolver;
import dev.signalbox.event.EventId;
import dev.signalbox.flow.breaker.Passage;
import dev.signalbox.flow.process.Command;
import dev.signalbox.flow.process.Definitions;
import dev.signalbox.flow.process.Effect;
import dev.signalbox.flow.process.Fault;
import dev.signalbox.flow.process.InstanceId;
import dev.signalbox.flow.process.Machine;
import dev.signalbox.flow.process.Origin;
import dev.signalbox.flow.process.Parsed;
import dev.signalbox.flow.process.Transition;
import dev.signalbox.flow.secret.FixedSecrets;
import dev.signalbox.testing.ArmedFailpoints;
import dev.signalbox.trace.Moment;
import dev.signalbox.trace.Trace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A service and an authority that gives tokens, and calls to them out of real definitions. */
final class GuardedWorld implements AutoCloseable {

    final Queue<Hit> hits = new ConcurrentLinkedQueue<>();
    final Queue<Hit> tokens = new ConcurrentLinkedQueue<>();
    final List<Moment> moments = new ArrayList<>();
    final FixedSecrets secrets = new FixedSecrets();
    volatile int status = 200;
    volatile String answer = "{\"ok\":true}";
    volatile int tokenStatus = 200;
    volatile String tokenAnswer = "";
    volatile int lasts = 3600;
    volatile List<String> refused = List.of();
    volatile JsonNode input = json();
    volatile long now = 1_700_000_000_000L;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger given = new AtomicInteger();
    private final HttpServer server;
    private final Calls calls;

    record Hit(String method, String uri, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.get(name.toLowerCase(Locale.ROOT));
        }
    }

    GuardedWorld() {
        server = await(vertx.createHttpServer().requestHandler(this::serve).listen(0, "127.0.0.1"));
        EgressClient egress = new EgressClient(
                vertx, new EgressRules(List.of("127.0.0.1", "localhost"), Set.of()), Resolver.ofTheMachine(vertx));
        calls = new Calls(
                new Calls.Outlets(egress, secrets, message -> Future.failedFuture("no sinks"), Passage.FREE),
                new Trace(List.of(moments::add)),
                new ArmedFailpoints(),
                () -> Instant.ofEpochMilli(now));
    }

    private void serve(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            Map<String, String> headers = new HashMap<>();
            request.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
            Hit hit = new Hit(request.method().name(), request.uri(), headers, body.toString());
            var response = request.response().putHeader("Content-Type", "application/json");
            if (request.path().equals("/token")) {
                tokens.add(hit);
                String token = "{\"access_token\":\"canary-token-" + given.incrementAndGet()
                        + "\",\"token_type\":\"Bearer\",\"expires_in\":" + lasts + '}';
                response.setStatusCode(tokenStatus).end(tokenAnswer.isEmpty() ? token : tokenAnswer);
            } else {
                hits.add(hit);
                boolean no = refused.contains(String.valueOf(hit.header("Authorization")));
                response.setStatusCode(no ? 401 : status).end(no ? hit.header("Authorization") : answer);
            }
        });
    }

    int port() {
        return server.actualPort();
    }

    String service() {
        return "http://127.0.0.1:" + port();
    }

    Command.Succeeded succeeds(String with) {
        return (Command.Succeeded) make("method: post, endpoint: '" + service() + "/pay', " + with);
    }

    Fault fails(String with) {
        return ((Command.Failed) make("method: post, endpoint: '" + service() + "/pay', " + with)).fault();
    }

    Command.Succeeded succeeds(String policy, String with) {
        return (Command.Succeeded) make(authenticated(policy, with));
    }

    Fault fails(String policy, String with) {
        return ((Command.Failed) make(authenticated(policy, with))).fault();
    }

    /** Makes calls at the same time. */
    void together(int count, String policy) {
        List<CompletableFuture<Outcome>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(begin(definition(authenticated(policy, ""))));
        }
        all.forEach(one -> one.orTimeout(20, TimeUnit.SECONDS).join());
    }

    private String authenticated(String policy, String with) {
        return "method: post, endpoint: {uri: '" + service() + "/pay', authentication: "
                + policy.replace("{service}", service()) + "}, " + with;
    }

    private static String definition(String with) {
        return "document: {dsl: '1.0.3', namespace: test, name: d, version: '0.1.0'}\n"
                + "use: {secrets: [key, other, login, client], authentications: {me: {basic: {username: named, password:"
                + " '${ $secrets.key }'}}}}\n"
                + "do: [{pay: {call: http, with: {" + with + "}}}]\n";
    }

    /** @param with of the call */
    Command make(String with) {
        return begin(definition(with)).orTimeout(20, TimeUnit.SECONDS).join().command();
    }

    private CompletableFuture<Outcome> begin(String definition) {
        Parsed parsed = Definitions.parse(definition);
        if (!(parsed instanceof Parsed.Valid valid)) {
            throw new AssertionError(parsed);
        }
        Origin origin =
                new Origin(new EventId("shop", "", "e1"), "pack/rule", 3, 12, now - 5, Instances.PARENT, 0, null);
        String id = InstanceId.start(3, new EventId("shop", "", "e1"), "pack/rule", "d", "k");
        Transition begun = new Machine((name, label) -> null, new SplittableRandom(1))
                .start(valid.definition(), new Machine.Start(id, 1, "k", origin, input), now);
        Effect.Call call = (Effect.Call) begun.effects().get(0);
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        var unusedPending = calls.make(new Attempt(begun.instance(), call, true), waits -> {}, outcome::complete);
        return outcome;
    }

    private static JsonNode json() {
        try {
            return new JsonMapper().readTree("{\"token\":\"canary-data\"}");
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
