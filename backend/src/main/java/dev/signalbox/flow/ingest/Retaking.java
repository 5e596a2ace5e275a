package dev.signalbox.flow.ingest;

import dev.signalbox.event.Payload;
import dev.signalbox.flow.refused.RedisRefusedMessages;
import dev.signalbox.flow.refused.RefusedMessage;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes refused messages again, as their source reads them now and in the order in which they came. What the journal has is
 * not kept any longer; a crash between both is a duplicate the next time.
 */
final class Retaking {

    /** As many as go to the journal at once. */
    private static final int TOGETHER = 64;

    private final RedisRefusedMessages messages;
    private final Sources sources;
    private final Intake intake;
    private final InstantSource clock;

    Retaking(RedisRefusedMessages messages, Sources sources, Intake intake, InstantSource clock) {
        this.messages = messages;
        this.sources = sources;
        this.intake = intake;
        this.clock = clock;
    }

    /** @param ids none for all */
    Future<Change> take(String name, List<String> ids) {
        LiveSource live = sources.find(name);
        if (live == null) {
            return Future.succeededFuture(new Change.Absent("source", name));
        }
        if (live.source().paused()) {
            return Future.succeededFuture(
                    new Change.Refused("paused", "the source " + name + " is paused", "resume it first"));
        }
        Future<List<String>> wanted =
                ids.isEmpty() ? messages.oldest(name, messages.room().messages()) : Future.succeededFuture(ids);
        return wanted.compose(these -> next(live.source(), these, new Counts(0, 0, 0, null)))
                .compose(counts -> messages.standing(name).map(left -> counts.of(left.messages())));
    }

    private record Counts(
            int taken, int known, int refused, @Nullable String trouble) {

        Counts and(List<Ack> acks) {
            return new Counts(
                    taken + count(acks, Ack.Accepted.class),
                    known + count(acks, Ack.Duplicate.class),
                    refused + count(acks, Ack.Rejected.class),
                    acks.stream()
                            .filter(Ack.Deferred.class::isInstance)
                            .map(Ack.Deferred.class::cast)
                            .map(late -> late.code() + ": " + late.detail())
                            .findFirst()
                            .orElse(null));
        }

        private static int count(List<Ack> acks, Class<? extends Ack> kind) {
            return (int) acks.stream().filter(kind::isInstance).count();
        }

        Change of(long left) {
            return new Change.Retaken(taken, known, refused, left, trouble);
        }
    }

    private Future<Counts> next(Source source, List<String> ids, Counts counts) {
        if (ids.isEmpty() || counts.trouble() != null) {
            return Future.succeededFuture(counts);
        }
        int some = Math.min(TOGETHER, ids.size());
        return messages.find(source.name(), ids.subList(0, some))
                .compose(found -> offer(source, found))
                .compose(acks -> next(source, ids.subList(some, ids.size()), counts.and(acks)));
    }

    private Future<List<Ack>> offer(Source source, List<RefusedMessage> found) {
        return intake.again(
                        found.stream().map(message -> delivery(source, message)).toList())
                .compose(acks -> settle(source, found, acks).map(acks));
    }

    private Future<Void> settle(Source source, List<RefusedMessage> found, List<Ack> acks) {
        List<String> done = new ArrayList<>();
        List<Future<Boolean>> kept = new ArrayList<>();
        for (int i = 0; i < acks.size(); i++) {
            RefusedMessage message = found.get(i);
            if (acks.get(i) instanceof Ack.Rejected no) {
                kept.add(messages.keep(message.because(no.code(), no.detail())));
            } else if (!(acks.get(i) instanceof Ack.Deferred)) {
                done.add(message.id());
            }
        }
        return Future.all(kept)
                .compose(all -> messages.discard(source.name(), done))
                .mapEmpty();
    }

    private Delivery delivery(Source source, RefusedMessage message) {
        long now = clock.millis();
        RefusedMessage.Letter letter = message.letter();
        return new Delivery(
                source,
                Delivery.Form.valueOf(letter.form()),
                Headers.of(letter.headers()),
                Payload.of(letter.body().bytes()),
                letter.place() == null ? message.id() : letter.place(),
                letter.traceParent(),
                now,
                now);
    }
}
