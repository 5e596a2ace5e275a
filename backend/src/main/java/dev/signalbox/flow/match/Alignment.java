package dev.signalbox.flow.match;

import dev.signalbox.flow.match.RuleShape.ConstraintShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import org.drools.model.Constraint;
import org.drools.model.SingleConstraint;
import org.jspecify.annotations.Nullable;

/** Finds to each constraint of the text the compiled one: by its text where it has kept it, else by its kind and order. */
final class Alignment {

    private static final Pattern BINDING = Pattern.compile("^\\$?\\w+:(?!:)");
    private static final Pattern MERE = Pattern.compile("^\\$?\\w+:(?!:)(?:[^=<>!&|\"]|\"[^\"]*\")*+$");
    private static final Pattern TEMPORAL = Pattern.compile(
            "\\b(after|before|coincides|during|finishes|finishedby|includes|meets|metby|overlaps|overlappedby|starts"
                    + "|startedby)\\b(?!\\s*\\()");

    private final List<ConstraintShape> written;
    private final @Nullable Constraint[] found;
    private final List<SingleConstraint> open;

    private Alignment(List<ConstraintShape> written, List<SingleConstraint> compiled) {
        this.written = written;
        this.found = new Constraint[written.size()];
        this.open = new ArrayList<>(compiled);
    }

    static List<Check> of(List<ConstraintShape> written, Constraint compiled) {
        List<SingleConstraint> flat = new ArrayList<>();
        flatten(compiled, flat);
        return of(written, flat);
    }

    static List<Check> of(List<ConstraintShape> written, List<SingleConstraint> compiled) {
        Alignment alignment = new Alignment(written, compiled);
        alignment.take((shape, each) -> same(bare(shape.text()), bare(text(each))));
        alignment.take((shape, each) ->
                each.isTemporal() && TEMPORAL.matcher(shape.text()).find());
        alignment.take((shape, each) -> !each.isTemporal() && !isBinding(shape));
        return alignment.checks();
    }

    static void flatten(Constraint constraint, List<SingleConstraint> found) {
        if (constraint instanceof SingleConstraint single) {
            if (single != SingleConstraint.TRUE && !Joins.isCount(single)) {
                found.add(single);
            }
        } else {
            constraint.getChildren().forEach(child -> flatten(child, found));
        }
    }

    private void take(BiPredicate<ConstraintShape, SingleConstraint> fits) {
        for (int i = 0; i < found.length; i++) {
            for (int k = 0; k < open.size() && found[i] == null; k++) {
                if (fits.test(written.get(i), open.get(k))) {
                    found[i] = open.remove(k);
                }
            }
        }
    }

    private List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        for (int i = 0; i < found.length; i++) {
            checks.add(new Check(written.get(i), found[i], false));
        }
        for (SingleConstraint each : open) {
            String text = text(each).isEmpty() ? "a condition of the compiler" : text(each);
            checks.add(new Check(new ConstraintShape(text, 0, 0, 0), each, false));
        }
        return checks;
    }

    private static String text(SingleConstraint constraint) {
        return constraint.predicateInformation().getStringConstraint();
    }

    /** The engine shares equal conditions, so the text may be that of another rule, with or without a binding. */
    private static boolean same(String one, String other) {
        return !other.isEmpty()
                && BINDING.matcher(one)
                        .replaceFirst("")
                        .equals(BINDING.matcher(other).replaceFirst(""));
    }

    static boolean isBinding(ConstraintShape shape) {
        return MERE.matcher(bare(shape.text())).matches();
    }

    /** Without blanks, but for those within quotes. */
    private static String bare(String text) {
        String[] parts = text.split("\"", -1);
        for (int i = 0; i < parts.length; i += 2) {
            parts[i] = parts[i].replaceAll("\\s", "");
        }
        return String.join("\"", Arrays.asList(parts));
    }
}
