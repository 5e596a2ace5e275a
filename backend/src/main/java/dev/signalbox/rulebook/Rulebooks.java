package dev.signalbox.rulebook;

import dev.signalbox.flow.match.Rules;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Versions of the rulebook, ready to be used. */
public final class Rulebooks {

    private final Vertx vertx;
    private final RedisPacks packs;
    private final PackCheck check;
    private final Map<Integer, Rulebook> ready = new ConcurrentHashMap<>();
    private volatile int active;

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
        Rulebook known = ready.get(version);
        if (known != null) {
            return Future.succeededFuture(known);
        }
        return packs.version(version)
                .compose(found -> found.isEmpty()
                        ? Future.failedFuture(
                                new IllegalArgumentException("there is no version " + version + " of the rulebook"))
                        : vertx.executeBlocking(() -> ready.computeIfAbsent(version, n -> build(found.get())), false));
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
                    active = Math.max(active, version);
                    return null;
                });
    }

    /** The version in force, as soon as this hub knows it; one without rules before. */
    public Rules active() {
        return current().map(Rulebook::rules).orElseGet(() -> Rules.of(0, List.of()));
    }

    private Optional<Rulebook> current() {
        return Optional.ofNullable(ready.get(active));
    }

    /** The names of the definitions that the {@link #active()} rules may start. */
    public Set<String> definitions() {
        return current().map(found -> found.definitions().keySet()).orElseGet(Set::of);
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
