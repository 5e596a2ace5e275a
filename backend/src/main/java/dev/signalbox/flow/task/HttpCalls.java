package dev.signalbox.flow.task;

import dev.signalbox.egress.Answer;
import dev.signalbox.egress.EgressClient;
import dev.signalbox.egress.Outgoing;
import dev.signalbox.flow.journal.Depth;
import dev.signalbox.flow.process.Confidential;
import dev.signalbox.flow.process.Effect;
import dev.signalbox.flow.process.Instance;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

/** Makes {@code call: http}. */
record HttpCalls(EgressClient egress, GuardedCalls guarded, InstantSource clock) {

    Future<Calls.Came> make(Instance instance, Effect.Call call) {
        Map<String, String> headers = headers(instance, call, call.headers());
        Confidential confidential = call.confidential();
        if (confidential == null) {
            return egress.call(outgoing(call, headers)).map(answer -> came(call, headers, answer));
        }
        return guarded.make(call, confidential, own -> headers(instance, call, own))
                .map(answer -> came(call, headers, answer))
                .recover(fault -> fault instanceof Refused refused
                        ? Future.succeededFuture(took -> Reading.failed(call, refused.fault(), took))
                        : Future.failedFuture(fault));
    }

    private Calls.Came came(Effect.Call call, Map<String, String> headers, Answer answer) {
        return new HttpCame(call, headers, answer, clock.millis());
    }

    private static Outgoing outgoing(Effect.Call call, Map<String, String> headers) {
        Buffer body = call.body() == null
                ? Buffer.buffer()
                : Buffer.buffer(call.body().toString());
        return new Outgoing(call.method(), call.uri(), headers, body, Outgoing.DEFAULT_TIMEOUT);
    }

    /** The task's own headers, save those that make a repeated call recognisable: these are the hub's. */
    private static Map<String, String> headers(Instance instance, Effect.Call call, Map<String, String> own) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("User-Agent", "signalbox");
        if (call.body() != null) {
            headers.put("Content-Type", "application/json");
        }
        headers.putAll(own);
        headers.put("Idempotency-Key", call.key());
        headers.put("traceparent", TraceParent.of(instance, call));
        headers.put(Depth.HEADER, Integer.toString(instance.origin().depth() + 1));
        return headers;
    }
}
