package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tries texts of a source on deliveries; nothing is kept. */
final class Trying {

    private static final int LAST = 10;

    private final Sources sources;
    private final SourceText text;
    private final Previewing previewing;
    private final Outcomes outcomes;

    Trying(Sources sources, SourceText text, Previewing previewing, Outcomes outcomes) {
        this.sources = sources;
        this.text = text;
        this.previewing = previewing;
        this.outcomes = outcomes;
    }

    /** What the text would make of these. */
    Preview of(String name, JsonNode json, List<? extends Sample> samples) {
        LiveSource live = sources.find(name);
        SourceText.Read read = text.fromApi(name, json, live == null ? null : live.source());
        return read instanceof SourceText.Read.Bad bad
                ? new Preview.Bad(bad.problems())
                : previewing.of(((SourceText.Read.Good) read).source(), samples);
    }

    /**
     * What it would make of the last ten deliveries.
     *
     * @param journaled the last events, for those that did not come to this hub since it started
     */
    Preview ofLast(String name, JsonNode json, List<Sample.Journaled> journaled) {
        LiveSource live = sources.find(name);
        List<Sample> last = new ArrayList<>(live == null ? List.of() : came(live.source()));
        Set<String> there = last.stream()
                .map(sample -> ((Sample.Came) sample).journaled())
                .map(Trying::id)
                .collect(Collectors.toSet());
        journaled.stream()
                .filter(sample -> !there.contains(sample.envelope().id().id()))
                .forEach(last::add);
        return of(name, json, last.subList(0, Math.min(LAST, last.size())));
    }

    /** None of a source that hides something: here nothing is masked. */
    private List<Sample.Came> came(Source source) {
        return source.redact().isEmpty() ? outcomes.of(source).came() : List.of();
    }

    private static String id(Preview.@Nullable Named named) {
        return named == null ? "" : named.id();
    }
}
