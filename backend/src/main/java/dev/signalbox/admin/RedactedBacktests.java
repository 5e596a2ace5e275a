package dev.signalbox.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.backtest.BacktestJson.Veil;
import dev.signalbox.backtest.Jobs;
import dev.signalbox.event.EventId;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Rules see all there is; what they make of an event is shown without what its source hides. */
final class RedactedBacktests implements Backtests {

    private final Backtests backtests;
    private final Redaction redaction;

    RedactedBacktests(Backtests backtests, Redaction redaction) {
        this.backtests = backtests;
        this.redaction = redaction;
    }

    @Override
    public Future<Map<EventId, Veil>> veils(Collection<EventId> events) {
        return redaction.rules().compose(rules -> {
            Map<EventId, Veil> veils = new ConcurrentHashMap<>();
            List<Future<?>> masks = new ArrayList<>();
            for (EventId event : new LinkedHashSet<>(events)) {
                masks.add(redaction.mask(rules, event).onSuccess(mask -> {
                    if (mask != null) {
                        veils.put(event, veil(mask));
                    }
                }));
            }
            return Future.all(masks).map(all -> veils);
        });
    }

    private static Veil veil(Mask mask) {
        return new Veil() {
            @Override
            public JsonNode tree(JsonNode node) {
                return mask.tree(node);
            }

            @Override
            public String text(String text) {
                return mask.text(text);
            }
        };
    }

    @Override
    public Future<Begun> begin(String pack, Packs.@Nullable Text text, Over over) {
        return backtests.begin(pack, text, over);
    }

    @Override
    public Jobs jobs() {
        return backtests.jobs();
    }

    @Override
    public Future<Tried> dryRun(String pack, Packs.@Nullable Text text, List<Given> events, Duration advance) {
        return backtests.dryRun(pack, text, events, advance);
    }
}
