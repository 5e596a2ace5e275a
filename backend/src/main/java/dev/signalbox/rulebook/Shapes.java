package dev.signalbox.rulebook;

import dev.signalbox.flow.match.RuleShape;
import dev.signalbox.flow.match.RuleShape.ConstraintShape;
import dev.signalbox.flow.match.RuleShape.PatternShape;
import dev.signalbox.rulebook.Diagnostic.Spot;
import dev.signalbox.rulebook.RuleTree.Found;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.AnnotationDescr;
import org.drools.drl.ast.descr.BehaviorDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.TypeDeclarationDescr;

/** Reads off the tree of a pack which events its rules look at, and how long they remember them. */
final class Shapes {

    /** How long events are remembered for a join that gives no time. */
    static final Duration UNBOUNDED = Duration.ofHours(2);

    private static final Pattern TYPE = Pattern.compile("^\\s*type\\s*==\\s*\"([^\"]*)\"\\s*$");
    private static final Pattern TYPES = Pattern.compile("^\\s*type\\s+in\\s*\\(([^()]*)\\)\\s*$");
    private static final Pattern LITERAL = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern TEMPORAL =
            Pattern.compile("\\b(after|before|coincides|during|finishes|finishedby|includes|meets|metby|overlaps"
                    + "|overlappedby|starts|startedby)\\s*\\[([^\\]]*)]");

    private final Parsed parsed;
    private final Lines lines;

    Shapes(Parsed parsed) {
        this.parsed = parsed;
        this.lines = parsed.lines();
    }

    List<RuleShape> rules() {
        return parsed.rules().stream()
                .filter(rule -> !rule.rule().isQuery())
                .map(this::shape)
                .toList();
    }

    private RuleShape shape(RuleTree tree) {
        List<Found> events = tree.patterns().stream().filter(Found::isEvent).toList();
        Set<String> types = new TreeSet<>();
        boolean any = false;
        for (Found event : events) {
            Set<String> named = types(event);
            any |= named.isEmpty();
            types.addAll(named);
        }
        boolean alone = tree.patterns().size() == 1
                && tree.sources().isEmpty()
                && tree.patterns().get(0).role().isEmpty()
                && tree.patterns().get(0).pattern().getBehaviors().isEmpty();
        return new RuleShape(
                tree.rule().getName(),
                lines.spot(tree.rule()).line(),
                types,
                any,
                alone,
                alone ? Duration.ZERO : window(tree),
                tree.patterns().stream().map(this::pattern).toList());
    }

    /** The event types that a pattern names; empty when it names none. */
    static Set<String> types(Found event) {
        Set<String> types = new TreeSet<>();
        event.constraints().forEach(constraint -> {
            Matcher one = TYPE.matcher(constraint.getExpression());
            Matcher many = TYPES.matcher(constraint.getExpression());
            if (one.matches()) {
                types.add(one.group(1));
            } else if (many.matches()) {
                LITERAL.matcher(many.group(1)).results().forEach(literal -> types.add(literal.group(1)));
            }
        });
        return types;
    }

    private PatternShape pattern(Found found) {
        Spot spot = lines.spot(found.pattern());
        String name = found.pattern().getIdentifier();
        return new PatternShape(
                String.valueOf(found.pattern().getObjectType()),
                name == null ? "" : name,
                found.role(),
                !found.pattern().getBehaviors().isEmpty(),
                spot.line(),
                spot.column(),
                spot.length(),
                constraints(found.constraints()),
                constraints(found.ofResults()));
    }

    private List<ConstraintShape> constraints(List<ExprConstraintDescr> written) {
        return written.stream()
                .map(constraint -> {
                    Spot place = lines.spot(constraint);
                    return new ConstraintShape(
                            constraint.getExpression(), place.line(), place.column(), place.length());
                })
                .toList();
    }

    /** The longest time that a rule looks back. An interval includes its end, so it needs one millisecond more. */
    private Duration window(RuleTree tree) {
        AnnotationDescr retain = tree.rule().getAnnotation("retain");
        Duration longest = retain == null ? Duration.ZERO : Durations.parse(retain.getSingleValueAsString());
        for (Found found : tree.patterns()) {
            longest = longer(longest, temporal(found));
            longest = longer(longest, expiry(found));
        }
        return longest.isZero() ? UNBOUNDED : longest;
    }

    static Duration temporal(Found found) {
        Duration longest = Duration.ZERO;
        for (var constraint : found.constraints()) {
            Matcher interval = TEMPORAL.matcher(constraint.getExpression());
            while (interval.find()) {
                for (String bound : interval.group(2).split(",", -1)) {
                    longest = longer(longest, Durations.parse(bound));
                }
            }
        }
        for (BehaviorDescr behavior : found.pattern().getBehaviors()) {
            if ("time".equals(behavior.getSubType())) {
                longest = longer(longest, Durations.parse(String.join("", behavior.getParameters())));
            }
        }
        return longest.isZero() ? longest : longest.plusMillis(1);
    }

    private Duration expiry(Found found) {
        return parsed.tree().getTypeDeclarations().stream()
                .filter(type -> type.getTypeName().equals(found.pattern().getObjectType()))
                .map(Shapes::expiry)
                .reduce(Duration.ZERO, Shapes::longer);
    }

    private static Duration expiry(TypeDeclarationDescr type) {
        AnnotationDescr expires = type.getAnnotation("expires");
        return expires == null ? Duration.ZERO : Durations.parse(expires.getSingleValueAsString());
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
