package dev.signalbox.flow.sink;

import dev.signalbox.egress.Answer;
import dev.signalbox.egress.EgressClient;
import dev.signalbox.egress.Outgoing;
import dev.signalbox.flow.sink.Outlet.Mode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.TreeMap;

/** Posts to one address through the one client to the outside, signed as Standard Webhooks have it where there is a secret. */
final class HttpSink implements Writer {

    private static final int EXCERPT = 500;

    private final Outlet.Http http;
    private final EgressClient egress;
    private final Signature signature;

    HttpSink(Outlet.Http http, EgressClient egress, Signature signature) {
        this.http = http;
        this.egress = egress;
        this.signature = signature;
    }

    @Override
    public Future<Sent> write(Message message) {
        if (message.to() != null) {
            return Future.succeededFuture(Sent.configuration(
                    message, "The sink has one address", "leave out `to`, or make a sink for the other address"));
        }
        boolean structured = message.event() != null && http.mode() == Mode.STRUCTURED;
        String body =
                structured ? message.structured().toString() : message.body().toString();
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("User-Agent", "signalbox");
        headers.putAll(message.headers());
        headers.put("Content-Type", structured ? "application/cloudevents+json" : Message.JSON);
        headers.put("Idempotency-Key", message.id());
        if (!structured) {
            message.attributes().forEach((name, value) -> headers.put("ce-" + name, Percent.encoded(value)));
        }
        headers.putAll(signature.of(message.id(), body));
        return egress.call(new Outgoing("POST", http.url(), headers, Buffer.buffer(body), Outgoing.DEFAULT_TIMEOUT))
                .map(answer -> sent(message, answer));
    }

    private Sent sent(Message message, Answer answer) {
        String where = "POST " + http.url() + ": ";
        if (answer instanceof Answer.Denied denied) {
            return Sent.configuration(message, "The target may not be called", where + denied.sentence());
        }
        if (answer instanceof Answer.Failed failed) {
            Answer.Kind kind = failed.kind();
            return new Sent.Failed(kind.error(), kind.status(), kind.title(), where + failed.detail());
        }
        Answer.Answered answered = (Answer.Answered) answer;
        if (answered.status() < 200 || answered.status() > 299) {
            String text = answered.body()
                    .getString(0, Math.min(EXCERPT, answered.body().length()));
            return Sent.communication(
                    answered.status(),
                    message,
                    "The target answered " + answered.status(),
                    where + (text.isBlank() ? "no body" : text));
        }
        Sent.Arrived arrived = Sent.at(message);
        arrived.where().put("status", answered.status());
        return arrived;
    }

    @Override
    public boolean mayIdle() {
        return true;
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
