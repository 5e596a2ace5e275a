package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.event.Payload;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Verifies what a request carries and sends it to the intake: one delivery, or each of a batch. */
final class Deliverer {

    private final Bus bus;
    private final Outcomes outcomes;
    private final InstantSource clock;
    private final RandomGenerator random;

    Deliverer(Bus bus, Outcomes outcomes, InstantSource clock, RandomGenerator random) {
        this.bus = bus;
        this.outcomes = outcomes;
        this.clock = clock;
        this.random = random;
    }

    Future<Answer> deliver(Exchange exchange, LiveSource live, Shape shape) {
        Headers headers = Headers.of(exchange.request().headers());
        Payload body = exchange.payload();
        Arrival arrival = new Arrival(headers, exchange.request().query(), body.bytes());
        Verification verified = live.verifier().verify(arrival);
        if (verified instanceof Verification.Unverified no) {
            return Future.succeededFuture(Problems.UNVERIFIED.because(no.code(), no.cause()));
        }
        if (verified instanceof Verification.Unsure unsure) {
            return unsure.fetch()
                    .get()
                    .transform(fetched -> fetched.succeeded()
                            ? deliver(exchange, live, shape)
                            : Future.succeededFuture(Problems.unreachable(fetched.cause())));
        }
        Future<Answer> greeted =
                shape.form() == Delivery.Form.HOOK ? live.greeting().told(arrival) : null;
        if (greeted != null) {
            return greeted;
        }
        if (shape.batch()) {
            return batch(exchange, live, headers, body);
        }
        if (!live.bucket().take(1, clock.millis())) {
            return Future.succeededFuture(tooMany(live));
        }
        return bus.send(delivery(exchange, live, shape.form(), headers, body)).map(ack -> answer(live, shape, ack));
    }

    private static Answer answer(LiveSource live, Shape shape, Ack ack) {
        Answer answer = Answer.of(ack).with(rate(live));
        boolean own = shape.form() == Delivery.Form.HOOK || shape.form() == Delivery.Form.FORM;
        return own && !answer.isProblem() ? live.source().sender().thanks(answer) : answer;
    }

    Answer tooMany(LiveSource live) {
        int wait = Math.max(1, live.bucket().secondsToNext(clock.millis())) + random.nextInt(3);
        return Problems.of(
                        429,
                        "source_rate",
                        "The source takes " + live.source().limits().rate() + " deliveries a second.")
                .with(rate(live))
                .retryAfter(wait);
    }

    private Future<Answer> batch(Exchange exchange, LiveSource live, Headers headers, Payload body) {
        StrictJson.Read read = StrictJson.read(body.bytes());
        if (read instanceof StrictJson.Read.Bad bad) {
            return Future.succeededFuture(Answer.of(rejected(Mapped.unreadable(bad))));
        }
        if (!((StrictJson.Read.Good) read).json().isArray()) {
            return Future.succeededFuture(Answer.of(rejected(Mapped.unmappable("a batch is a JSON array"))));
        }
        List<byte[]> elements = Slices.elements(body.bytes());
        if (!live.bucket().take(elements.size(), clock.millis())) {
            return Future.succeededFuture(tooMany(live));
        }
        List<Future<Ack>> acks = new ArrayList<>(elements.size());
        for (byte[] element : elements) {
            acks.add(bus.send(delivery(exchange, live, Delivery.Form.STRUCTURED, headers, Payload.of(element))));
        }
        return Future.all(acks)
                .map(all -> results(exchange, live.source(), all.<Ack>list()).with(rate(live)));
    }

    private static Ack rejected(Mapped.Unmappable bad) {
        return new Ack.Rejected(bad.status(), bad.code(), bad.detail());
    }

    /** One result for each event; when one is to be sent again, all are, for that is safe. */
    private Answer results(Exchange exchange, Source source, List<Ack> acks) {
        ArrayNode results = JsonNodeFactory.instance.arrayNode();
        Answer again = null;
        for (int i = 0; i < acks.size(); i++) {
            Answer answer = Answer.of(acks.get(i));
            ObjectNode result = results.addObject().put("index", i).put("status", answer.status());
            result.setAll(answer.body());
            if (answer.status() >= 500) {
                again = answer;
            } else if (answer.isProblem()) {
                String cause = "event " + i + " of a batch: " + answer.cause();
                outcomes.refused(
                        source,
                        answer.status(),
                        answer.code(),
                        cause,
                        exchange.trace().traceId());
            }
        }
        if (again != null) {
            again.body().set("results", results);
            return again;
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("results", results);
        return Answer.success(200, body);
    }

    private Delivery delivery(Exchange exchange, LiveSource live, Delivery.Form form, Headers headers, Payload body) {
        String trace = exchange.trace().text();
        return new Delivery(live.source(), form, headers, body, null, trace, exchange.received(), clock.millis());
    }

    private static Map<String, String> rate(LiveSource live) {
        return Map.of(
                "RateLimit-Policy", live.bucket().policy(),
                "RateLimit", live.bucket().state());
    }
}
