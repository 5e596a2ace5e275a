package dev.signalbox.flow.ingest;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import dev.signalbox.flow.connection.RabbitCauses;
import dev.signalbox.flow.ingest.Inlet.Rabbit;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One connection to RabbitMQ; all of it on one thread. Messages wait here, in their order, until the journal has them, and
 * only then are they acknowledged: what is put off stays first, and the broker sends no more than the prefetch beyond it.
 * They are not given back in between, for that would count as a failed delivery of theirs.
 */
final class RabbitReading {

    private static final int MOST_AT_ONCE = 128;
    private static final int BYTES_AT_ONCE = 1024 * 1024;
    private static final int GOODBYE_MILLIS = 2_000;

    private final Rabbit rabbit;
    private final RabbitMessages messages;
    private final With with;
    private final Connection connection;
    private final Channel channel;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private boolean called;

    /**
     * What it works with.
     *
     * @param broken told why the connection is of no use any more, maybe more than once
     */
    record With(Later later, Bus bus, Report report, Consumer<String> broken) {}

    /** Does it on the thread of the reader. */
    @FunctionalInterface
    interface Later {
        void call(Runnable work, int millis);
    }

    /** @param tag by which the broker knows it, on this connection */
    private record Waiting(long tag, Fetched fetched) {}

    RabbitReading(Rabbit rabbit, RabbitMessages messages, Connection connection, With with) throws IOException {
        this.rabbit = rabbit;
        this.messages = messages;
        this.with = with;
        this.connection = connection;
        this.channel = connection.createChannel();
    }

    void begin() throws IOException {
        connection.addShutdownListener(
                cause -> with.later().call(() -> with.broken().accept(RabbitCauses.text(cause)), 0));
        channel.addShutdownListener(
                cause -> with.later().call(() -> with.broken().accept(RabbitCauses.text(cause)), 0));
        if (rabbit.declare()) {
            channel.queueDeclare(rabbit.queue(), true, false, false, Map.of("x-queue-type", "quorum"));
        } else {
            channel.queueDeclarePassive(rabbit.queue());
        }
        channel.basicQos(rabbit.prefetch());
        channel.basicConsume(rabbit.queue(), false, new DefaultConsumer(channel) {
            @Override
            public void handleDelivery(String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
                waiting.add(new Waiting(envelope.getDeliveryTag(), messages.fetched(envelope, properties, body)));
                callIn(0);
            }

            @Override
            public void handleCancel(String tag) {
                with.broken().accept("the queue " + rabbit.queue() + " was deleted, or cannot be served");
            }
        });
    }

    /** What is in the queue, and what came from there and is not in the journal. */
    long lag() throws IOException {
        return channel.messageCount(rabbit.queue()) + waiting.size();
    }

    void close() {
        waiting.clear();
        connection.abort(GOODBYE_MILLIS);
    }

    /** What has come until then goes together. */
    private void callIn(int millis) {
        if (!called) {
            called = true;
            with.later().call(this::turn, millis);
        }
    }

    private void turn() {
        try {
            int rest = 0;
            while (!waiting.isEmpty() && rest == 0) {
                rest = offer(next());
            }
            called = false;
            if (!waiting.isEmpty()) {
                callIn(rest);
            }
        } catch (IOException | RuntimeException e) {
            with.broken().accept(RabbitCauses.text(e));
        }
    }

    private List<Waiting> next() {
        List<Waiting> some = new ArrayList<>();
        int bytes = 0;
        while (!waiting.isEmpty() && some.size() < MOST_AT_ONCE && bytes < BYTES_AT_ONCE) {
            Waiting next = waiting.remove();
            bytes += next.fetched().delivery().body().size();
            some.add(next);
        }
        return some;
    }

    private int offer(List<Waiting> some) throws IOException {
        List<Fetched> fetched = some.stream().map(Waiting::fetched).toList();
        List<Ack> acks = with.bus()
                .send(fetched.stream().map(Fetched::delivery).toList())
                .await();
        int rest = with.report().settled(fetched, acks);
        for (int i = acks.size() - 1; i >= 0; i--) {
            if (acks.get(i) instanceof Ack.Deferred) {
                waiting.addFirst(some.get(i));
            }
        }
        for (int i = 0; i < acks.size(); i++) {
            settle(some.get(i).tag(), acks.get(i));
        }
        return rest;
    }

    /** What is no event is given to the dead letters of its queue, where it has some. */
    private void settle(long tag, Ack ack) throws IOException {
        if (ack instanceof Ack.Rejected) {
            channel.basicReject(tag, false);
        } else if (!(ack instanceof Ack.Deferred)) {
            channel.basicAck(tag, false);
        }
    }
}
