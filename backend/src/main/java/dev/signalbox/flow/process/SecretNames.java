package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.signalbox.jq.Query;
import dev.signalbox.jq.QueryCompiler;
import dev.signalbox.words.Hint;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** The secrets that a definition may name: {@code use.secrets}, and {@code $secrets.name} where its value leaves in a call. */
record SecretNames(Source source, Problems problems) {

    /** Of expressions. */
    static final String VARIABLE = "secrets";

    /** Stands where a value is not told. */
    static final JsonNode MASK = TextNode.valueOf("\u2022\u2022\u2022\u2022");

    /** Where expressions may name secrets beside what is known. */
    static Set<String> and(Set<String> known) {
        Set<String> all = new HashSet<>(known);
        all.add(VARIABLE);
        return all;
    }

    /** Whether an expression takes secrets. */
    static boolean taken(Query query) {
        return query.variables().contains(VARIABLE);
    }

    /** Names of the secrets that an expression takes. */
    static Set<String> in(Query query) {
        Set<String> names = new LinkedHashSet<>();
        if (taken(query)) {
            QueryCompiler.members(query.text(), VARIABLE).forEach(member -> names.add(member.name()));
        }
        return names;
    }

    /** Finds what is wrong with the secrets that an expression takes. */
    void check(Query query, Texts.Place place) {
        if (!taken(query)) {
            return;
        }
        for (QueryCompiler.Member member : QueryCompiler.members(query.text(), VARIABLE)) {
            if (member.name().isEmpty()) {
                problems.error(
                        place.of(member.at()),
                        "secret-name",
                        "which secret is wanted has to be said: `$secrets.name`, nothing computed",
                        "write $secrets.name, or $secrets[\"a-name\"]");
            } else {
                check(member.name(), place.of(member.at()));
            }
        }
    }

    /** Says so when a secret is not among those that the definition uses. */
    void check(String name, Spot spot) {
        Set<String> listed = new LinkedHashSet<>();
        source.at("/use/secrets").forEach(each -> listed.add(each.asText()));
        if (!listed.contains(name)) {
            String near = Hint.of(name, listed);
            problems.error(
                    spot,
                    "unlisted-secret",
                    "`use.secrets` does not list \"" + name + '"',
                    near == null ? "write `use: {secrets: [" + name + "]}`" : near);
        }
    }
}
