package dev.signalbox.flow.sink;

import dev.signalbox.flow.connection.SqsFault;
import dev.signalbox.flow.connection.SqsQueue;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;

/**
 * Sends to one queue of SQS, from a thread of its own that each call holds. What waits meanwhile goes together, ten at once.
 * A message has arrived when SQS has told its id. When SQS cannot be reached, all that waits shares the fate of the first.
 */
final class SqsSink implements Writer {

    private static final int MOST_AT_ONCE = 10;
    private static final int BYTES_AT_ONCE = 256 * 1024;

    private final Outlet.Sqs sqs;
    private final Supplier<SqsClient> making;
    private final Lane lane;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private boolean called;
    private @Nullable SqsClient client;

    private record Waiting(Message message, SqsEntry entry, Promise<Sent> done) {}

    /** @param making called on the thread of the sink, for its first message */
    SqsSink(Sink sink, Outlet.Sqs sqs, Supplier<SqsClient> making) {
        this.sqs = sqs;
        this.making = making;
        this.lane = new Lane("sqs-to-" + sink.name());
    }

    @Override
    public Future<Sent> write(Message message) {
        if (message.to() != null) {
            return Future.succeededFuture(Sent.configuration(
                    message, "The sink has one queue", "leave out `to`, or make a sink for the other queue"));
        }
        SqsEntry entry = SqsEntry.of(message, sqs.queue(), sqs.mode());
        Sent.Failed refused = entry.refused(message);
        return refused == null
                ? lane.run(message, done -> add(new Waiting(message, entry, done)))
                : Future.succeededFuture(refused);
    }

    /** What waits in the lane is added first. */
    private void add(Waiting one) {
        waiting.add(one);
        if (!called) {
            called = true;
            lane.later(this::turn);
        }
    }

    private void turn() {
        called = false;
        send(next());
        if (!waiting.isEmpty()) {
            called = true;
            lane.later(this::turn);
        }
    }

    private List<Waiting> next() {
        List<Waiting> some = new ArrayList<>();
        int bytes = 0;
        while (!waiting.isEmpty()
                && some.size() < MOST_AT_ONCE
                && (some.isEmpty() || bytes + waiting.element().entry().bytes() <= BYTES_AT_ONCE)) {
            bytes += waiting.element().entry().bytes();
            some.add(waiting.remove());
        }
        return some;
    }

    private void send(List<Waiting> some) {
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
        for (Waiting each : some) {
            entries.add(each.entry().at(entries.size()));
        }
        SqsQueue queue = sqs.queue();
        try {
            settle(some, client().sendMessageBatch(ask -> ask.queueUrl(queue.url())
                    .entries(entries)));
        } catch (RuntimeException e) {
            SqsFault fault = SqsFault.of(e, queue);
            boolean ofOne = fault.status() == 400 || fault.status() == 413;
            if (ofOne && some.size() > 1) {
                some.forEach(each -> send(List.of(each)));
                return;
            }
            some.forEach(each -> fail(each, fault));
            if (fault.isAway()) {
                waiting.forEach(each -> fail(each, fault));
                waiting.clear();
            }
        }
    }

    private void settle(List<Waiting> some, SendMessageBatchResponse answer) {
        for (SendMessageBatchResultEntry each : answer.successful()) {
            Waiting one = some.get(Integer.parseInt(each.id()));
            Sent.Arrived arrived = Sent.at(one.message());
            arrived.where().put("messageId", each.messageId());
            if (each.sequenceNumber() != null) {
                arrived.where().put("sequenceNumber", each.sequenceNumber());
            }
            one.done().tryComplete(arrived);
        }
        for (BatchResultErrorEntry each : answer.failed()) {
            int status = Boolean.TRUE.equals(each.senderFault()) ? 400 : 503;
            fail(some.get(Integer.parseInt(each.id())), SqsFault.of(each.code(), each.message(), status, sqs.queue()));
        }
    }

    private static void fail(Waiting one, SqsFault fault) {
        one.done().tryComplete(Sent.communication(fault.status(), one.message(), fault.title(), fault.detail()));
    }

    private SqsClient client() {
        if (client == null) {
            client = making.get();
        }
        return client;
    }

    @Override
    public Future<Void> close() {
        return lane.close(() -> {
            while (!waiting.isEmpty()) {
                send(next());
            }
            if (client != null) {
                client.close();
            }
        });
    }
}
