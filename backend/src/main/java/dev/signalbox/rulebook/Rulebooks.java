package dev.signalbox.rulebook;

import dev.signalbox.flow.match.Rules;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Versions of the rulebook, ready to be used: the one in force, the newest, and a few that were used last. A session holds
 * the rules of its own version, be they kept here or not.
 */
public final class Rulebooks {

    /**
     * So many are kept of those that are neither in force nor the newest. Each holds its classes, some megabytes; who explains
     * or compares what was decided lately goes to and fro between a few, and compiling one takes about a second.
     */
    static final int KEPT = 4;

    private final Vertx vertx;
    private final RedisPacks packs;
    private final PackCheck check;
    private final Map<Integer, Rulebook> ready = new ConcurrentHashMap<>();
    private final Set<Integer> lately = new LinkedHashSet<>();
    private final AtomicReference<@Nullable Rulebook> active = new AtomicReference<>();

    /**
     * @param definitions version by definition name
     * @param off rules that were switched off, as {@code pack/rule}
     */
    public record Rulebook(Rules rules, Map<String, Integer> definitions, List<String> off) {}

    public Rulebooks(Vertx vertx, RedisPacks packs, PackCheck check) {
        this.vertx = vertx;
        this.packs = packs;
        this.check = check;
    }

    /** A version, compiled on a worker thread unless it is known; fails when there is no such version. */
    public Future<Rulebook> load(int version) {
        Rulebook known = known(version);
        if (known != null) {
            return Future.succeededFuture(known);
        }
        return packs.version(version)
                .compose(found -> found.isEmpty()
                        ? Future.failedFuture(
                                new IllegalArgumentException("there is no version " + version + " of the rulebook"))
                        : vertx.executeBlocking(() -> compiled(found.get()), false));
    }

    private @Nullable Rulebook known(int version) {
        Rulebook current = active.get();
        if (current != null && current.rules().version() == version) {
            return current;
        }
        Rulebook found = ready.get(version);
        if (found != null) {
            use(version);
        }
        return found;
    }

    /** One thread compiles it; those that want it meanwhile wait for that one. */
    private Rulebook compiled(Version version) {
        Rulebook compiled = ready.computeIfAbsent(version.number(), number -> build(version));
        use(version.number());
        return compiled;
    }

    private void use(int version) {
        synchronized (lately) {
            lately.remove(version);
            lately.add(version);
            Rulebook current = active.get();
            int inForce = current == null ? 0 : current.rules().version();
            int newest = Collections.max(lately);
            List<Integer> others = lately.stream()
                    .filter(each -> each != inForce && each != newest)
                    .toList();
            for (Integer old : others.subList(0, Math.max(0, others.size() - KEPT))) {
                lately.remove(old);
                ready.remove(old);
            }
        }
    }

    /** The versions that are ready. */
    Set<Integer> ready() {
        return Set.copyOf(ready.keySet());
    }

    /** The rules of a version; 0 is a hub before its first pack. */
    public Future<Rules> rules(int version) {
        return version == 0
                ? Future.succeededFuture(Rules.of(0, List.of()))
                : load(version).map(Rulebook::rules);
    }

    /** Loads the version that is in force, and shows it from then on; whichever hub activated it. */
    public Future<Void> follow(int version) {
        return version == 0
                ? Future.succeededFuture()
                : load(version).map(loaded -> {
                    active.accumulateAndGet(loaded, Rulebooks::later);
                    return null;
                });
    }

    private static @Nullable Rulebook later(@Nullable Rulebook one, @Nullable Rulebook other) {
        return one == null
                        || (other != null
                                && other.rules().version() > one.rules().version())
                ? other
                : one;
    }

    /** The version in force, as soon as this hub knows it; one without rules before. */
    public Rules active() {
        return current().map(Rulebook::rules).orElseGet(() -> Rules.of(0, List.of()));
    }

    private Optional<Rulebook> current() {
        return Optional.ofNullable(active.get());
    }

    /** The names of the definitions that the {@link #active()} rules may start. */
    public Set<String> definitions() {
        return current().map(found -> found.definitions().keySet()).orElseGet(Set::of);
    }

    /** The same, each with its version. */
    public Map<String, Integer> definitionVersions() {
        return current().map(Rulebook::definitions).orElseGet(Map::of);
    }

    /** The rules that are off in the version in force, as {@code pack/rule}. */
    public List<String> off() {
        return current().map(Rulebook::off).orElseGet(List::of);
    }

    private Rulebook build(Version version) {
        Map<String, Integer> definitions = new HashMap<>();
        version.packs().values().forEach(each -> definitions.putAll(each.definitions()));
        List<String> off = version.packs().values().stream()
                .flatMap(each -> each.off().stream().map(rule -> each.pack().name() + '/' + rule))
                .sorted()
                .toList();
        return new Rulebook(check.rules(version), Map.copyOf(definitions), off);
    }
}
