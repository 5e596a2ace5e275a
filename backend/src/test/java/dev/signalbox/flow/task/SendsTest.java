package dev.signalbox.flow.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.signalbox.egress.EgressClient;
import dev.signalbox.egress.EgressRules;
import dev.signalbox.egress.Resolver;
import dev.signalbox.flow.breaker.Passage;
import dev.signalbox.flow.process.Command;
import dev.signalbox.flow.process.Effect;
import dev.signalbox.flow.process.State;
import dev.signalbox.flow.sink.Message;
import dev.signalbox.flow.sink.Sending;
import dev.signalbox.flow.sink.Sent;
import dev.signalbox.testing.ArmedFailpoints;
import dev.signalbox.trace.Moment;
import dev.signalbox.trace.Trace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A message is an attempt as a call is. */
final class SendsTest {

    private final Vertx vertx = Vertx.vertx();
    private final List<Message> sent = new ArrayList<>();
    private final List<Moment> moments = new ArrayList<>();
    private final ArmedFailpoints failpoints = new ArmedFailpoints();
    private Sent answer = new Sent.Arrived(JsonNodeFactory.instance.objectNode().put("offset", 7));

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void attempts_share_a_key_and_have_spans_of_their_own_and_the_place_is_the_output() throws Exception {
        Command.Succeeded done = (Command.Succeeded) make(1, "shipped");
        make(2, null);

        assertThat(done.output().path("offset").asInt()).isEqualTo(7);
        assertThat(sent).extracting(Message::id).containsExactly("3-x/do/0/tell/1", "3-x/do/0/tell/1");
        assertThat(sent.get(0).headers()).containsEntry("signalbox-depth", "1");
        assertThat(sent.get(0).headers().get("traceparent"))
                .startsWith("00-4bf92f3577b34da6a3ce929d0e0e4736-")
                .isNotEqualTo(sent.get(1).headers().get("traceparent"));
        assertThat(sent.get(0).event())
                .isEqualTo(new Message.Event(
                        "shipped",
                        "/processes/"
                                + Instances.instance("3-x", State.RUNNING, 1).definition(),
                        "o-1"));
        assertThat(sent.get(1).event()).isNull();
        assertThat(((Moment.Attempt) moments.get(0)).task()).isEqualTo("tell");
    }

    @Test
    void what_went_wrong_is_an_error_of_the_language_and_a_lost_answer_is_tried_again() throws Exception {
        answer = new Sent.Failed("communication", 404, "Kafka has no such topic", "sink s, to orders: none");
        Command.Failed failed = (Command.Failed) make(1, null);
        failpoints.loseAt("outbox.afterCallBeforeRecord");
        Command.Failed lost = (Command.Failed) make(1, null);

        assertThat(failed.fault().type()).endsWith("/errors/communication");
        assertThat(failed.fault().status()).isEqualTo(404);
        assertThat(failed.fault().detail()).isEqualTo("sink s, to orders: none");
        assertThat(((Moment.Attempt) moments.get(0)).cause()).isEqualTo("Kafka has no such topic");
        assertThat(lost.fault().status()).isEqualTo(503);
        assertThat(lost.fault().detail()).contains("the answer is lost");
    }

    private Command make(int attempt, @Nullable String type) throws Exception {
        EgressClient egress =
                new EgressClient(vertx, new EgressRules(List.of(), Set.of()), Resolver.ofTheMachine(vertx));
        InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(1_000));
        Sending sinks = message -> {
            sent.add(message);
            return Future.succeededFuture(answer);
        };
        Calls calls = new Calls(
                new Calls.Outlets(egress, name -> null, sinks, Passage.FREE),
                new Trace(List.of(moments::add)),
                failpoints,
                clock);
        Effect.Send send = new Effect.Send(
                "/do/0/tell",
                1,
                attempt,
                "3-x/do/0/tell/1",
                "s",
                "orders",
                "o-1",
                Map.of("TraceParent", "forged"),
                JsonNodeFactory.instance.objectNode(),
                type);
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        var unusedPending = calls.make(
                new Attempt(Instances.instance("3-x", State.RUNNING, 100), send, true), waits -> {}, outcome::complete);
        return outcome.get(20, TimeUnit.SECONDS).command();
    }
}
