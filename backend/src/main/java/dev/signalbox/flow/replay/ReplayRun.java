package dev.signalbox.flow.replay;

import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.journal.Offer;
import dev.signalbox.flow.journal.Offered;
import dev.signalbox.flow.journal.Onward;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One replay under way: reads some entries, journals those that are wanted, writes down how far it is, and rests as its rate
 * says. A step that was not written down is done again by whoever goes on; the journal knows its events.
 */
final class ReplayRun {

    private static final Logger LOG = LoggerFactory.getLogger(ReplayRun.class);
    private static final int MOST_READ = 256;
    private static final int STEPS_A_SECOND = 5;
    private static final long REST_MILLIS = 1_000;
    private static final long OVER = -1;

    private final Replaying.Parts parts;
    private final Predicate<String> wanted;
    private final Runnable counted;
    private final Set<List<Long>> quarantined = new HashSet<>();
    private final Promise<Void> over = Promise.promise();
    private Replay replay;
    private @Nullable Onward at;
    private List<Entry> inHand = List.of();
    private long[] done = {};
    private long end;

    /**
     * @param wanted whether it is still for this hub
     * @param counted told of each event that is in the journal once more
     */
    ReplayRun(Replaying.Parts parts, Replay replay, Predicate<String> wanted, Runnable counted) {
        this.parts = parts;
        this.replay = replay;
        this.wanted = wanted;
        this.counted = counted;
    }

    /** Comes when it is over, or when it is no longer for this hub; it does not fail. */
    Future<Void> go() {
        LOG.info("replay {} begins, or goes on", replay.id());
        next();
        return over.future();
    }

    private void next() {
        round().onComplete(this::rest, fault -> {
            LOG.warn("replay {} stands still: {}", replay.id(), fault.getMessage());
            at = null;
            inHand = List.of();
            stands(String.valueOf(fault.getMessage())).onComplete(told -> rest(REST_MILLIS));
        });
    }

    private void rest(long millis) {
        if (millis == OVER) {
            over.complete();
        } else {
            parts.vertx().setTimer(Math.max(1, millis), timer -> next());
        }
    }

    /** One step; the milliseconds to rest after it. */
    private Future<Long> round() {
        return parts.store().find(replay.id()).compose(found -> {
            if (found.isEmpty() || found.get().state() != Replay.State.RUNNING || !wanted.test(replay.id())) {
                return Future.succeededFuture(OVER);
            }
            Onward known = at;
            return known == null ? begin(found.get()) : step(known);
        });
    }

    private Future<Long> begin(Replay known) {
        replay = known;
        return inQuarantine().compose(read -> place()).compose(onward -> onward.left()
                .compose(left -> {
                    Replay.Progress progress = replay.progress();
                    replay = replay.with(progress.of(progress.total() == 0 ? left : progress.total()));
                    at = onward;
                    done = onward.places();
                    return step(onward);
                }));
    }

    private Future<Void> inQuarantine() {
        if (!replay.wanted().quarantined()) {
            return Future.succeededFuture();
        }
        List<Future<Void>> all = new ArrayList<>();
        for (int partition = 0; partition < parts.history().partitions(); partition++) {
            long number = partition;
            all.add(parts.history().quarantined(partition).map(positions -> {
                positions.forEach(position -> quarantined.add(List.of(number, position)));
                return null;
            }));
        }
        return Future.all(all).mapEmpty();
    }

    private Future<Onward> place() {
        Replay.Wanted asked = replay.wanted();
        String event = asked.event();
        end = asked.to();
        return event == null
                ? from(asked.from())
                : parts.history().find(event).compose(found -> {
                    LongSummaryStatistics times =
                            found.stream().mapToLong(past -> past.entry().at()).summaryStatistics();
                    end = Math.min(asked.to(), found.isEmpty() ? 0 : times.getMax() + 1);
                    return from(found.isEmpty() ? asked.to() : Math.max(asked.from(), times.getMin()));
                });
    }

    /** Where it was before, or else at a time. */
    private Future<Onward> from(long time) {
        List<Long> places = replay.progress().places();
        return places.isEmpty()
                ? Onward.from(parts.history(), time)
                : Future.succeededFuture(new Onward(
                        parts.history(),
                        places.stream().mapToLong(Long::longValue).toArray()));
    }

    private Future<Long> step(Onward onward) {
        long begun = parts.clock().millis();
        Future<List<Entry>> read = inHand.isEmpty() ? onward.next(MOST_READ) : Future.succeededFuture(inHand);
        return read.compose(entries -> {
            inHand = entries;
            List<Entry> now = entries.subList(0, most(entries));
            List<Entry> chosen = now.stream().filter(this::isChosen).toList();
            return offer(chosen)
                    .compose(later -> later > 0
                            ? Future.succeededFuture(later)
                            : written(now, chosen.size()).map(over -> over ? OVER : due(begun, chosen.size())));
        });
    }

    /** How many entries hold as many events as may be journaled in one step. */
    private int most(List<Entry> entries) {
        int left = Math.max(1, replay.rate() / STEPS_A_SECOND);
        for (int i = 0; i < entries.size(); i++) {
            left -= isChosen(entries.get(i)) ? 1 : 0;
            if (left == 0) {
                return i + 1;
            }
        }
        return entries.size();
    }

    private boolean isChosen(Entry entry) {
        return replay.wanted().passes(entry)
                && (!replay.wanted().quarantined()
                        || quarantined.contains(List.of((long) entry.partition(), entry.position())));
    }

    /** 0 when all of them are in the journal; else the milliseconds until they are to be offered again. */
    private Future<Long> offer(List<Entry> chosen) {
        if (chosen.isEmpty()) {
            return Future.succeededFuture(0L);
        }
        long now = parts.clock().millis();
        List<Offer> offers =
                chosen.stream().map(entry -> replay.again(entry, now)).toList();
        return here(parts.journal().offer(offers)).compose(results -> {
            for (Offered result : results) {
                if (result instanceof Offered.Refused no) {
                    return stands(no.reason()).map(TimeUnit.SECONDS.toMillis(Math.max(1, no.retryAfter())));
                }
            }
            results.stream().filter(Offered.Accepted.class::isInstance).forEach(in -> counted.run());
            return Future.succeededFuture(0L);
        });
    }

    /** The journal answers on a thread of its own. */
    private <T> Future<T> here(Future<T> elsewhere) {
        Context loop = parts.vertx().getOrCreateContext();
        Promise<T> promise = Promise.promise();
        elsewhere.onComplete(done -> loop.runOnContext(turn -> promise.handle(done)));
        return promise.future();
    }

    /** Whether it was the last step. */
    private Future<Boolean> written(List<Entry> entries, int replayed) {
        Replay.Progress before = replay.progress();
        boolean last = entries.isEmpty() || entries.get(entries.size() - 1).at() >= end;
        entries.forEach(entry -> done[entry.partition()] = entry.position());
        replay = replay.with(new Replay.Progress(
                before.total(),
                before.seen() + entries.size(),
                before.replayed() + replayed,
                entries.isEmpty()
                        ? before.reached()
                        : entries.get(entries.size() - 1).at(),
                LongStream.of(done).boxed().toList(),
                ""));
        inHand = inHand.subList(entries.size(), inHand.size());
        return parts.store()
                .store(replay)
                .compose(stored -> last ? ended() : Future.succeededFuture())
                .map(last);
    }

    private Future<Void> ended() {
        return parts.store()
                .turn(replay.id(), Replay.State.ENDED)
                .onSuccess(turned -> LOG.info(
                        "replay {} has ended: {} events are in the journal once more",
                        replay.id(),
                        replay.progress().replayed()));
    }

    /** As long as that many events take at its rate. */
    private long due(long begun, int events) {
        return Math.max(
                0,
                begun
                        + TimeUnit.SECONDS.toMillis(events) / replay.rate()
                        - parts.clock().millis());
    }

    private Future<Void> stands(String cause) {
        replay = replay.with(replay.progress().in(cause));
        return parts.store().store(replay).otherwiseEmpty();
    }
}
