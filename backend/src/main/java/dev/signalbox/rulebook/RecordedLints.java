package dev.signalbox.rulebook;

import dev.signalbox.rulebook.Recorded.Look;
import dev.signalbox.rulebook.RuleTree.Found;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.drools.drl.ast.descr.ExprConstraintDescr;

/** Compares rules with the events that were recorded: with types and paths that never came, and with values of other kinds. */
final class RecordedLints {

    /** Fewer events tell nothing of what others may hold. */
    static final int ENOUGH = 20;

    /** An accessor with its path. */
    static final Pattern READ =
            Pattern.compile("(?<![\\w.$])(num|dec|str|bool|has|list|begins|time)\\s*\\(\\s*\"([^\"]+)\"");
    /** Kinds that accessors read. */
    static final Map<String, String> READS = Map.of(
            "num", "number", "dec", "number", "str", "text", "begins", "text", "time", "text", "bool", "boolean",
            "list", "array");

    static final Map<String, String> READER =
            Map.of("number", "num", "text", "str", "boolean", "bool", "array", "list");

    private final Parsed parsed;
    private final Lines lines;
    private final Recorded recorded;
    private final Collection<Pack> packs;
    private final SchemaLints schemas;
    private final List<Diagnostic> found = new ArrayList<>();

    /** @param packs this one and those beside it, whose rules and processes may emit events */
    RecordedLints(Parsed parsed, Recorded recorded, Collection<Pack> packs) {
        this.parsed = parsed;
        this.lines = parsed.lines();
        this.recorded = recorded;
        this.packs = packs;
        this.schemas = new SchemaLints(parsed, packs);
    }

    List<Diagnostic> check() {
        parsed.rules().forEach(rule -> {
            rule.patterns().stream().filter(Found::isEvent).forEach(this::pattern);
            found.addAll(new Parts(parsed, recorded).check(rule));
        });
        return found;
    }

    private void pattern(Found event) {
        Set<String> types = Shapes.types(event);
        types.stream()
                .filter(type -> recorded.of(type).isEmpty() && !schemas.know(type))
                .forEach(type -> type(event, type));
        event.constraints().forEach(constraint -> found.addAll(schemas.check(constraint, types)));
        List<Look> looks = types.stream()
                .map(type -> recorded.of(type).orElse(null))
                .filter(Objects::nonNull)
                .toList();
        boolean enough = looks.stream().allMatch(look -> look.whole() && look.seen() >= ENOUGH);
        if (!looks.isEmpty() && looks.size() == types.size() && enough) {
            event.constraints().forEach(constraint -> paths(constraint, types, looks));
        }
    }

    private void type(Found event, String type) {
        if (recorded.looked() < ENOUGH || type.startsWith("signalbox.") || emitted(type)) {
            return;
        }
        // Events of a new type are still to come: only a slip of the hand is worth a word.
        Spelling.slip(type, recorded.types())
                .ifPresent(near -> found.add(Diagnostic.warning(
                                lines.word(event.pattern(), '"' + type + '"'),
                                "type-not-seen",
                                "no event of the type \"" + type + "\" was recorded yet",
                                "did you mean \"" + near + "\"?")
                        .fixedBy('"' + near + '"')));
    }

    /** Whether rules or processes may make events of this type. */
    private boolean emitted(String type) {
        return packs.stream()
                .anyMatch(pack -> pack.drl().contains("emit( \"" + type + '"')
                        || pack.drl().contains("emit(\"" + type + '"')
                        || pack.definitions().values().stream().anyMatch(yaml -> yaml.contains(type)));
    }

    private void paths(ExprConstraintDescr constraint, Set<String> types, List<Look> looks) {
        Matcher read = READ.matcher(constraint.getExpression());
        while (read.find()) {
            String path = read.group(2);
            String place = path.replaceAll("(?<=^|\\.)\\d+(?=\\.|$)", "0");
            if (schemas.tell(types, place)) {
                continue;
            }
            if (looks.stream().noneMatch(look -> knows(look, place))) {
                notSeen(constraint, path, String.join(", ", types), looks);
            } else {
                kind(constraint, read.group(1), path, place, looks);
            }
        }
    }

    private static boolean knows(Look look, String path) {
        return look.paths().containsKey(path)
                || look.hidden().stream().anyMatch(hidden -> path.startsWith(hidden + '.'));
    }

    private void notSeen(ExprConstraintDescr constraint, String path, String types, List<Look> looks) {
        Set<String> known =
                looks.stream().flatMap(look -> look.paths().keySet().stream()).collect(Collectors.toSet());
        Optional<String> near = Spelling.nearest(path, known).or(() -> known.stream()
                .filter(each -> each.endsWith('.' + path))
                .sorted()
                .findFirst());
        long seen = looks.stream().mapToLong(Look::seen).sum();
        found.add(Diagnostic.warning(
                        lines.word(constraint, '"' + path + '"'),
                        "path-not-seen",
                        "the path \"" + path + "\" was in none of " + seen + " recorded events of " + types,
                        near.map(each -> "did you mean \"" + each + "\"?")
                                .orElse("that is well when it is still to come"))
                .fixedBy(near.map(each -> '"' + each + '"').orElse(null)));
    }

    private void kind(ExprConstraintDescr constraint, String accessor, String path, String place, List<Look> looks) {
        Set<String> kinds = looks.stream()
                .flatMap(look -> look.paths().getOrDefault(place, List.of()).stream())
                .filter(kind -> !kind.equals("null"))
                .collect(Collectors.toSet());
        String wanted = READS.get(accessor);
        if (wanted == null || kinds.isEmpty() || kinds.contains(wanted)) {
            return;
        }
        String reader = kinds.size() == 1 ? READER.get(kinds.iterator().next()) : null;
        found.add(Diagnostic.warning(
                        lines.word(constraint, accessor),
                        "path-kind",
                        accessor + " reads a " + wanted + ", and \"" + path + "\" was always "
                                + kinds.stream().sorted().collect(Collectors.joining(" or ")),
                        reader == null ? null : "read it with " + reader + "(\"" + path + "\")")
                .fixedBy(reader));
    }
}
