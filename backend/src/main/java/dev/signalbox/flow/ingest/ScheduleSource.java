package dev.signalbox.flow.ingest;

import dev.signalbox.flow.connection.Causes;
import dev.signalbox.flow.ingest.RedisTicks.Standing;
import dev.signalbox.schedule.CatchUp;
import dev.signalbox.schedule.Plan;
import dev.signalbox.schedule.Rhythm;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Makes the ticks of a schedule. What is due lies between the last tick that the journal has and now, so a clock that jumps,
 * a hub that takes over and a start after a week are all the same. A tick that is put off is offered again until the journal
 * has it; that it has it is written down after that, and a hub that ends in between makes a duplicate.
 */
final class ScheduleSource implements Reader {

    /** The clock may be set meanwhile. */
    private static final int LOOK_MILLIS = 250;

    private static final int MOST_AT_ONCE = 128;

    private final With with;
    private final Source source;
    private final Inlet.Schedule schedule;
    private final Deque<Tick> pending = new ArrayDeque<>();
    private Standing standing = new Standing(Instant.EPOCH, null);
    private Standing kept = standing;
    private Instant next = Instant.MAX;
    private boolean open = true;

    /** @param vertx with a context that everything happens on */
    record With(Vertx vertx, RedisTicks ticks, Bus bus, Report report, Tools tools) {}

    ScheduleSource(Source source, Inlet.Schedule schedule, With with) {
        this.source = source;
        this.schedule = schedule;
        this.with = with;
    }

    @Override
    public void start() {
        begin(with.tools().clock().instant());
    }

    /** Ticks under way are made again, as duplicates or anew, by whoever goes on. */
    @Override
    public Future<Void> close() {
        open = false;
        return Future.succeededFuture();
    }

    /** @param now when it was asked for, however long Redis is away */
    private void begin(Instant now) {
        with.ticks().begin(now).onComplete(this::begun, cause -> trouble(cause, () -> begin(now)));
    }

    private void begun(Standing found) {
        kept = found;
        stand(found);
        turn();
    }

    private void turn() {
        if (!open) {
            return;
        }
        Instant now = with.tools().clock().instant();
        if (!standing.equals(kept)) {
            keep();
        } else if (!pending.isEmpty()) {
            offer(now);
        } else if (next.isAfter(now)) {
            later(this::turn, (int) Math.min(
                    LOOK_MILLIS, Math.max(1, Duration.between(now, next).toMillis())));
        } else {
            plan(now);
        }
    }

    /** Another hub may have made some of them. When Redis is away they are offered all the same: the journal puts them off. */
    private void plan(Instant now) {
        with.ticks()
                .look(standing)
                .recover(away -> Future.succeededFuture(standing))
                .compose(found -> {
                    stand(found);
                    kept = found;
                    Rhythm rhythm = schedule.rhythm();
                    Instant from = found.from();
                    return next.isAfter(now)
                            ? Future.<List<Plan>>succeededFuture(List.of())
                            : with.vertx()
                                    .executeBlocking(() -> List.of(Plan.of(rhythm, schedule.catchUp(), from, now)));
                })
                .onComplete(this::take, cause -> trouble(cause, this::turn));
    }

    private void take(List<Plan> plans) {
        plans.forEach(this::take);
        turn();
    }

    private void take(Plan plan) {
        int missed = plan.dropped();
        Instant previous = standing.last();
        for (Instant each : plan.ticks()) {
            pending.add(new Tick(each, previous, missed));
            previous = each;
            missed = 0;
        }
        if (pending.isEmpty()) {
            stand(standing.dropped(plan.newest()));
        }
        if (plan.dropped() > 0 && schedule.catchUp() != CatchUp.ONCE) {
            dropped(plan.dropped(), plan.isAll());
        }
    }

    private void dropped(int count, boolean isAll) {
        with.report().dropped(count);
        with.report()
                .error((isAll ? "" : "more than ") + count + (count == 1 ? " tick was" : " ticks were")
                        + " missed and dropped, as catchUp says");
    }

    private void offer(Instant now) {
        if (schedule.catchUp() == CatchUp.SKIP) {
            skipLate(now);
        }
        List<Tick> some = pending.stream().limit(MOST_AT_ONCE).toList();
        List<Fetched> fetched =
                some.stream().map(tick -> tick.fetched(source, with.tools())).toList();
        with.bus()
                .send(fetched.stream().map(Fetched::delivery).toList())
                .onComplete(acks -> settle(some, fetched, acks), cause -> trouble(cause, this::turn));
    }

    private void skipLate(Instant now) {
        List<Tick> late = new ArrayList<>(pending);
        late.removeIf(tick -> !Plan.isLate(tick.scheduled(), now));
        if (!late.isEmpty()) {
            pending.removeAll(late);
            stand(standing.dropped(late.get(late.size() - 1).scheduled()));
            dropped(late.size(), true);
        }
    }

    private void settle(List<Tick> some, List<Fetched> fetched, List<Ack> acks) {
        int rest = with.report().settled(fetched, acks);
        boolean behind = false;
        for (int i = 0; i < acks.size(); i++) {
            behind |= acks.get(i) instanceof Ack.Deferred;
            if (!(acks.get(i) instanceof Ack.Deferred)) {
                pending.remove(some.get(i));
            }
            if (!behind) {
                stand(standing.ticked(some.get(i).scheduled()));
            }
        }
        if (rest == 0) {
            turn();
        } else {
            later(this::turn, rest);
        }
    }

    private void keep() {
        Standing now = standing;
        with.ticks()
                .keep(now)
                .onComplete(
                        done -> {
                            with.report().well();
                            kept = now;
                            turn();
                        },
                        cause -> trouble(cause, this::turn));
    }

    private void stand(Standing found) {
        standing = found;
        next = schedule.rhythm().next(found.from());
        if (found.last() != null) {
            with.report().ticked(found.last());
        }
    }

    private void trouble(Throwable cause, Runnable again) {
        if (open) {
            later(again, with.report().trouble(Causes.text(cause)));
        }
    }

    private void later(Runnable work, int millis) {
        with.vertx().setTimer(millis, timer -> {
            if (open) {
                work.run();
            }
        });
    }
}
