package dev.signalbox.rulebook;

import dev.signalbox.schema.Fields;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drools.drl.ast.descr.ExprConstraintDescr;

/** Compares rules with the schemas of the events that they look at: with fields and kinds, before the first event came. */
final class SchemaLints {

    private final Lines lines;
    private final Map<String, Fields> fields = new HashMap<>();

    /** @param packs this one and those beside it */
    SchemaLints(Parsed parsed, Collection<Pack> packs) {
        this.lines = parsed.lines();
        for (Pack pack : packs) {
            Schemas.read(pack).all().forEach((type, schema) -> fields.put(type, schema.fields()));
        }
    }

    boolean know(String type) {
        return fields.containsKey(type);
    }

    /** Whether a schema of these types says what stands at a path, or that nothing does. */
    boolean tell(Set<String> types, String path) {
        return of(types).anyMatch(each -> each.kinds().containsKey(path) || each.forbids(path));
    }

    private Stream<Fields> of(Set<String> types) {
        return types.stream().map(fields::get).filter(Objects::nonNull);
    }

    /** What no event holds that one of these patterns sees; nothing unless all of its types have a schema. */
    List<Diagnostic> check(ExprConstraintDescr constraint, Set<String> types) {
        List<Diagnostic> found = new ArrayList<>();
        if (types.isEmpty() || !fields.keySet().containsAll(types)) {
            return found;
        }
        Matcher read = RecordedLints.READ.matcher(constraint.getExpression());
        while (read.find()) {
            String path = read.group(2);
            String place = path.replaceAll("(?<=^|\\.)\\d+(?=\\.|$)", "0");
            List<Fields> known =
                    of(types).filter(each -> each.kinds().containsKey(place)).toList();
            if (known.isEmpty()) {
                unknown(constraint, path, place, types).ifPresent(found::add);
            } else {
                kind(constraint, read.group(1), path, kinds(known, place)).ifPresent(found::add);
            }
        }
        return found;
    }

    private Optional<Diagnostic> unknown(ExprConstraintDescr constraint, String path, String place, Set<String> types) {
        boolean forbidden = of(types).allMatch(each -> each.forbids(place));
        Set<String> known = of(types)
                .flatMap(each -> each.kinds().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        Optional<String> near = Spelling.nearest(path, known)
                .or(() ->
                        known.stream().filter(each -> each.endsWith('.' + path)).findFirst());
        if (!forbidden && near.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Diagnostic.warning(
                        lines.word(constraint, '"' + path + '"'),
                        "path-not-in-schema",
                        "no field \"" + path + "\" is in the schema of " + String.join(", ", types)
                                + (forbidden ? ", which forbids all others" : ""),
                        near.map(each -> "did you mean \"" + each + "\"?")
                                .orElse("add it to the schema, or leave it out here"))
                .fixedBy(near.map(each -> '"' + each + '"').orElse(null)));
    }

    private static Set<String> kinds(List<Fields> known, String place) {
        boolean any = known.stream()
                .anyMatch(
                        each -> Objects.requireNonNull(each.kinds().get(place)).isEmpty());
        return any
                ? Set.of()
                : known.stream()
                        .flatMap(each -> Objects.requireNonNull(each.kinds().get(place)).stream())
                        .filter(kind -> !kind.equals("null"))
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private Optional<Diagnostic> kind(ExprConstraintDescr constraint, String accessor, String path, Set<String> kinds) {
        String wanted = RecordedLints.READS.get(accessor);
        if (wanted == null || kinds.isEmpty() || kinds.contains(wanted)) {
            return Optional.empty();
        }
        String reader =
                kinds.size() == 1 ? RecordedLints.READER.get(kinds.iterator().next()) : null;
        return Optional.of(Diagnostic.warning(
                        lines.word(constraint, accessor),
                        "path-kind",
                        accessor + " reads a " + wanted + ", and the schema has \"" + path + "\" as "
                                + String.join(" or ", kinds),
                        reader == null ? null : "read it with " + reader + "(\"" + path + "\")")
                .fixedBy(reader));
    }
}
