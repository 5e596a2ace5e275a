package dev.signalbox.flow.task;

import dev.signalbox.flow.journal.Depth;
import dev.signalbox.flow.process.Command;
import dev.signalbox.flow.process.Effect;
import dev.signalbox.flow.process.Fault;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.sink.Message;
import dev.signalbox.flow.sink.Sending;
import dev.signalbox.flow.sink.Sent;
import io.vertx.core.Future;
import java.util.Map;
import java.util.TreeMap;

/** Sends the message of {@code x-signalbox: queue}. */
record Sends(Sending sinks) {

    Future<Calls.Came> make(Instance instance, Effect.Send send) {
        return sinks.send(message(instance, send)).map(sent -> took -> command(send, sent, took));
    }

    private static Message message(Instance instance, Effect.Send send) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(send.headers());
        headers.put("traceparent", TraceParent.of(instance, send));
        headers.put(Depth.HEADER, Integer.toString(instance.origin().depth() + 1));
        Message.Event event = send.type() == null
                ? null
                : new Message.Event(send.type(), "/processes/" + instance.definition(), send.group());
        return new Message(send.sink(), send.key(), send.to(), send.group(), headers, send.body(), event);
    }

    private static Command command(Effect.Send send, Sent sent, long took) {
        if (sent instanceof Sent.Arrived arrived) {
            return new Command.Succeeded(send.path(), send.iteration(), send.attempt(), arrived.where(), took);
        }
        Sent.Failed failed = (Sent.Failed) sent;
        Fault fault = Fault.of(failed.kind(), failed.status(), failed.title(), failed.detail());
        return new Command.Failed(send.path(), send.iteration(), send.attempt(), fault, took);
    }
}
