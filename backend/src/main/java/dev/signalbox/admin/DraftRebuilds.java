package dev.signalbox.admin;

import dev.signalbox.backtest.Recorded;
import dev.signalbox.backtest.Span;
import dev.signalbox.flow.match.Rules;
import dev.signalbox.rulebook.PackCheck;
import dev.signalbox.rulebook.RedisPacks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** Counts in the journal what the rules of a draft remember, and how long its replay takes at the speed of those before. */
public final class DraftRebuilds implements Rebuilds {

    private final Vertx vertx;
    private final Drafts drafts;
    private final PackCheck check;
    private final Recorded recorded;
    private final DoubleSupplier perMilli;

    /** @param perMilli entries that a partition replays in a millisecond; 0 while that is not known */
    public DraftRebuilds(Vertx vertx, RedisPacks packs, PackCheck check, Recorded recorded, DoubleSupplier perMilli) {
        this.vertx = vertx;
        this.drafts = new Drafts(packs);
        this.check = check;
        this.recorded = recorded;
        this.perMilli = perMilli;
    }

    @Override
    public Future<Optional<Estimate>> ofDraft(String pack) {
        return drafts.of(pack, null).compose(found -> vertx.executeBlocking(() -> found.map(this::estimate), false));
    }

    private Estimate estimate(Drafted drafted) {
        List<Packs.Finding> errors = drafted.errors(check);
        if (!errors.isEmpty()) {
            throw PacksResource.faulty(drafted.pack().name(), errors);
        }
        Rules rules = drafted.lawAfter(check).rules();
        List<Span.Stretch> stretches = Span.remembered(recorded, rules.window().toMillis());
        long entries = stretches.stream().mapToLong(Span.Stretch::entries).sum();
        return new Estimate(rules.window().toMillis(), entries, millis(entries));
    }

    /** Partitions are prepared one after the other. */
    private @Nullable Long millis(long entries) {
        double speed = perMilli.getAsDouble();
        if (entries == 0) {
            return 0L;
        }
        return speed == 0 ? null : Long.valueOf((long) Math.ceil(entries / speed));
    }
}
