package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.signalbox.flow.connection.Secrets;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The sources in force, in memory. */
final class Sources {

    /** The source of what is sent inside the process and names no other. */
    static final String BUS = "bus";

    private final Map<String, LiveSource> live = new TreeMap<>();
    private final Means means;
    private final LiveSource bus;

    Sources(Means means) {
        this.means = means;
        this.bus = LiveSource.of(unconfiguredBus(means.secrets()), means);
    }

    @Nullable
    LiveSource find(String name) {
        return live.get(name);
    }

    /** Where {@link #BUS} is not configured it is there all the same. */
    @Nullable
    LiveSource findForBus(String name) {
        LiveSource found = live.get(name);
        return found == null && name.equals(BUS) ? bus : found;
    }

    Collection<LiveSource> all() {
        return live.values();
    }

    void put(Source source) {
        live.put(source.name(), LiveSource.of(source, means));
    }

    void remove(String name) {
        live.remove(name);
    }

    private static Source unconfiguredBus(Secrets secrets) {
        SourceText.Read read = new SourceText(secrets)
                .stored(BUS, JsonNodeFactory.instance.objectNode().put("kind", "webhook"));
        return ((SourceText.Read.Good) read).source();
    }
}
