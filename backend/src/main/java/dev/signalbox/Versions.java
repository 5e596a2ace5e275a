package dev.signalbox;

import dev.signalbox.flow.Rulebooks;
import dev.signalbox.flow.listen.RedisListeners;
import dev.signalbox.flow.match.Rules;
import dev.signalbox.flow.process.Correlations;
import dev.signalbox.flow.process.Definition;
import dev.signalbox.flow.process.Definitions;
import dev.signalbox.flow.process.Parsed;
import dev.signalbox.rulebook.Breaches;
import dev.signalbox.rulebook.RedisPacks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Versions of the rulebook as partitions need them: rules that decide, definitions that are pinned. */
final class Versions implements Rulebooks {

    private final dev.signalbox.rulebook.Rulebooks rulebooks;
    private final RedisPacks packs;
    private final RedisListeners listeners;
    private final Breaches breaches;
    private final Map<String, Definition> definitions = new ConcurrentHashMap<>();
    private final AtomicInteger loading = new AtomicInteger();

    Versions(
            dev.signalbox.rulebook.Rulebooks rulebooks, RedisPacks packs, RedisListeners listeners, Breaches breaches) {
        this.rulebooks = rulebooks;
        this.packs = packs;
        this.listeners = listeners;
        this.breaches = breaches;
    }

    @Override
    public Version version(int version) {
        if (version == 0) {
            return new Version(0, Rules.of(0, List.of()), Map.of(), Correlations.NONE);
        }
        var rulebook = load(version);
        Map<String, Pinned> pinned = new HashMap<>();
        rulebook.definitions()
                .forEach((name, number) -> pinned.put(name, new Pinned(number, definition(name, number))));
        Set<Correlations.Way> listens = pinned.values().stream()
                .flatMap(each -> each.definition().listens().stream())
                .collect(Collectors.toSet());
        return new Version(
                version,
                rulebook.rules(),
                Map.copyOf(pinned),
                listeners.learn(listens).await());
    }

    private dev.signalbox.rulebook.Rulebooks.Rulebook load(int version) {
        loading.incrementAndGet();
        try {
            return rulebooks.load(version).await();
        } finally {
            loading.decrementAndGet();
        }
    }

    /** Whether some partition waits for its rules. */
    boolean isLoading() {
        return loading.get() > 0;
    }

    @Override
    public void breached(String rule, int version, String why) {
        var unusedCount = breaches.breached(rule, version, why);
    }

    /** Read once and kept: a version of a definition never changes. */
    @Override
    public Definition definition(String name, int version) {
        Definition known = definitions.get(name + '@' + version);
        if (known != null) {
            return known;
        }
        String text = packs.definition(name, version)
                .await()
                .orElseThrow(() -> new IllegalStateException("version " + version + " of definition " + name
                        + " is not in Redis, though an instance or a rulebook names it"));
        if (!(Definitions.parse(text) instanceof Parsed.Valid valid)) {
            throw new IllegalStateException(
                    "version " + version + " of definition " + name + " is no longer understood by this hub");
        }
        definitions.put(name + '@' + version, valid.definition());
        return valid.definition();
    }
}
