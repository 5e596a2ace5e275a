package dev.signalbox;

import dev.signalbox.flow.refused.RedisRefusedMessages;
import dev.signalbox.flow.refused.RefusedMessages;
import dev.signalbox.flow.refused.Standing;
import dev.signalbox.metrics.Metrics;
import dev.signalbox.metrics.RefusedGauges;
import dev.signalbox.redis.KeySpace;
import java.util.List;

/** Messages that were no events, as people see them; and how many there are, looked at again and again. */
final class RefusedLane implements RefusedGauges {

    private static final long LOOK_MILLIS = 2_000;

    private final RefusedMessages messages;
    private volatile List<Standing> standings = List.of();

    private RefusedLane(RefusedMessages messages) {
        this.messages = messages;
    }

    static RefusedLane open(AdminLane lane, KeySpace keys, Rounds rounds, Metrics metrics) {
        RefusedLane opened =
                new RefusedLane(new RedisRefusedMessages(lane.link(), keys, RedisRefusedMessages.Room.USUAL));
        rounds.each(LOOK_MILLIS, "the look at refused messages", () -> opened.messages
                .standings()
                .onSuccess(seen -> opened.standings = seen));
        metrics.add(opened);
        return opened;
    }

    RefusedMessages messages() {
        return messages;
    }

    /** As they were seen last. */
    List<Standing> standings() {
        return standings;
    }

    @Override
    public List<Kept> kept() {
        return standings.stream()
                .map(one -> new Kept(one.source(), one.messages(), one.bytes()))
                .toList();
    }
}
