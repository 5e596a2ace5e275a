package dev.signalbox.admin;

import dev.signalbox.facts.FactPath;
import dev.signalbox.facts.FactType;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The facts without the examples of a source that hides something else by now. What it hid when they were taken is not in
 * them; what it hides since may be, in any of them.
 */
final class RedactedFacts implements KnownFacts {

    private final KnownFacts facts;
    private final Redaction redaction;

    RedactedFacts(KnownFacts facts, Redaction redaction) {
        this.facts = facts;
        this.redaction = redaction;
    }

    @Override
    public Future<View> list() {
        return facts.list();
    }

    @Override
    public Future<Optional<Sheet>> find(String type) {
        return redaction.rules().compose(rules -> facts.find(type)
                .map(found -> found.map(sheet -> new Sheet(shown(sheet, rules), sheet.hiding()))));
    }

    private static FactType shown(Sheet sheet, Map<String, List<String>> rules) {
        FactType type = sheet.type();
        List<FactPath> paths = type.paths().stream()
                .map(path -> path.source() == null || same(path.source(), sheet, rules) ? path : path.unseen())
                .toList();
        return type.with(paths);
    }

    private static boolean same(String source, Sheet sheet, Map<String, List<String>> rules) {
        return rules.getOrDefault(source, List.of()).equals(sheet.hiding().getOrDefault(source, List.of()));
    }
}
