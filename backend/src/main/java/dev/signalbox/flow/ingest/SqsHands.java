package dev.signalbox.flow.ingest;

import dev.signalbox.flow.connection.SqsFault;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The messages that one receiver has in its hands, up to ten. They stay until the journal has them, and only then are they
 * deleted: what is put off is offered again, hidden from others meanwhile. It is not given back in between, for each receipt
 * counts towards the dead letters of its queue.
 */
final class SqsHands {

    private final SqsCalls calls;
    private final SqsMessages messages;
    private final Bus bus;
    private final SharedReport report;
    private List<Held> held = List.of();
    private List<String> journaled = List.of();

    /** @param receipt by which SQS knows that it is in our hands */
    private record Held(String receipt, Fetched fetched) {}

    SqsHands(SqsCalls calls, SqsMessages messages, Bus bus, SharedReport report) {
        this.calls = calls;
        this.messages = messages;
        this.bus = bus;
        this.report = report;
    }

    boolean isEmpty() {
        return held.isEmpty();
    }

    /** Waits for messages. */
    void fill() {
        held = calls.receive().stream()
                .map(message -> new Held(message.receiptHandle(), messages.fetched(message)))
                .toList();
    }

    /** The milliseconds until what was put off may be offered again. */
    int offer() {
        List<Fetched> fetched = held.stream().map(Held::fetched).toList();
        List<Ack> acks = acks(bus.send(fetched.stream().map(Fetched::delivery).toList()));
        int rest = report.settled(fetched, acks);
        List<Held> later = new ArrayList<>();
        List<String> done = new ArrayList<>();
        for (int i = 0; i < acks.size(); i++) {
            if (acks.get(i) instanceof Ack.Deferred) {
                later.add(held.get(i));
            } else {
                done.add(held.get(i).receipt());
            }
        }
        held = later;
        journaled = done;
        clear();
        if (!later.isEmpty()) {
            hide();
        }
        return Math.min(rest, third());
    }

    /** Deletes what the journal has. What SQS does not delete comes again, and is a duplicate then. */
    void clear() {
        if (!journaled.isEmpty()) {
            tell(calls.delete(journaled));
            journaled = List.of();
        }
    }

    /** Gives back what the journal does not have: another hub gets it at once. */
    void open() {
        clear();
        if (!held.isEmpty()) {
            tell(calls.hide(receipts(), 0));
        }
    }

    /** However long the journal takes, nobody else gets the messages meanwhile. */
    private List<Ack> acks(Future<List<Ack>> offered) {
        while (true) {
            try {
                return offered.await(third(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException slow) {
                hide();
            }
        }
    }

    /** Of the time that messages are hidden for, so that one lost call does not show them. */
    private int third() {
        return calls.sqs().visibility() * 1000 / 3;
    }

    /** What another gets after all is a duplicate there, or here. */
    private void hide() {
        try {
            tell(calls.hide(receipts(), calls.sqs().visibility()));
        } catch (RuntimeException e) {
            tell(SqsFault.of(e, calls.sqs().queue()).text());
        }
    }

    private List<String> receipts() {
        return held.stream().map(Held::receipt).toList();
    }

    private void tell(@Nullable String wrong) {
        if (wrong != null) {
            report.error(wrong);
        }
    }
}
