package dev.signalbox;

import dev.signalbox.facts.FactPath;
import dev.signalbox.facts.FactType;
import dev.signalbox.facts.Facts;
import dev.signalbox.rulebook.Recorded;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the hub learnt of events, as a check of rules asks for it. */
record KnownEvents(Facts facts, Function<String, Optional<String>> partitionOf) implements Recorded {

    @Override
    public Set<String> types() {
        return facts.types().stream().map(FactType::type).collect(Collectors.toSet());
    }

    @Override
    public long looked() {
        return facts.looked();
    }

    @Override
    public Optional<Look> of(String type) {
        return facts.type(type)
                .map(known -> new Look(
                        known.seen(),
                        known.whole(),
                        known.paths().stream().collect(Collectors.toMap(FactPath::path, FactPath::kinds)),
                        known.paths().stream()
                                .filter(FactPath::hidden)
                                .map(FactPath::path)
                                .collect(Collectors.toSet()),
                        known.sources()));
    }

    @Override
    public Optional<String> partitionBy(String source) {
        return partitionOf.apply(source);
    }
}
