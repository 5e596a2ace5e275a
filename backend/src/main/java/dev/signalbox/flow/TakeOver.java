package dev.signalbox.flow;

import dev.signalbox.flow.journal.Claim;
import dev.signalbox.flow.listen.Listeners;
import dev.signalbox.flow.task.Timers;
import dev.signalbox.flow.turn.Turns;
import java.util.List;
import java.util.Set;

/**
 * What the owner before left in Redis.
 *
 * @param quarantined positions of entries; one that comes after the position has ended an owner, and is not yet handled
 * @param running instances with an attempt under way, whose outcome nobody waits for any more
 * @param rows of the outbox that may not have arrived
 */
record TakeOver(
        Deciding.Past past,
        Set<Long> quarantined,
        Faults faults,
        Lasting lasting,
        List<String> running,
        Timers timers,
        Listeners listeners,
        Turns turns,
        List<Outbox.Row> rows) {

    Fold.Known known() {
        return new Fold.Known(quarantined, faults, lasting);
    }

    static TakeOver read(Stages stages, int partition, Claim.Held held) {
        return Patience.of("taking over partition " + partition, () -> ask(stages, partition, held));
    }

    private static TakeOver ask(Stages stages, int partition, Claim.Held held) {
        var ticks = stages.remains().ticks(partition, held.position()).await();
        return new TakeOver(
                new Deciding.Past(held.position(), held.rulebook(), ticks.second(), ticks.last()),
                stages.remains().quarantined(partition).await(),
                new Faults(stages.remains().faulty(partition).await()),
                new Lasting(stages.remains().inserted(partition).await()),
                stages.instances().running(partition).await(),
                stages.instances().timers(partition).await(),
                stages.listeners().listeners(partition).await(),
                new Turns(stages.remains().turns(partition).await()),
                stages.remains().outbox(partition).await().entrySet().stream()
                        .map(row -> Outbox.read(row.getKey(), row.getValue()))
                        .toList());
    }
}
