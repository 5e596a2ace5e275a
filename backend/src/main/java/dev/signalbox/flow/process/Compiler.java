package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.words.Hint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns a definition of the right shape into tasks, and finds what a schema cannot: wrong names, broken expressions. */
final class Compiler {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern DSL = Pattern.compile("1\\.0(\\.[0-9]+)?(-.*)?");
    private static final Set<String> DIRECTIVES = Set.of("continue", "exit", "end");

    private final Source source;
    private final Problems problems;
    private final Texts texts;
    private final Actions actions;
    private final Schemas schemas;

    Compiler(Source source, Problems problems) {
        this.source = source;
        this.problems = problems;
        this.texts = new Texts(source, problems);
        this.schemas = new Schemas(source, problems);
        this.actions = new Actions(source, problems, texts, this);
    }

    Definition compile(String text) {
        String name = source.at("/document/name").asText();
        if (!NAME.matcher(name).matches()) {
            problems.error(
                    source.value("/document/name"),
                    "name",
                    "\"" + name + "\" cannot be a name",
                    "up to 63 small letters, digits and hyphens, such as order-pet");
        }
        if (!DSL.matcher(source.at("/document/dsl").asText()).matches()) {
            problems.error(
                    source.value("/document/dsl"),
                    "dsl-version",
                    "version " + source.at("/document/dsl").asText() + " of the language is not supported",
                    "write '1.0.3'");
        }
        Set<String> known = Scenery.NAMES;
        actions.checkReusables(known);
        Sequence root = sequence("/do", null, known);
        Definition.Frame frame = new Definition.Frame(
                texts.bare("/input/from", known),
                texts.bare("/output/as", known),
                actions.timeout("/timeout", known),
                Limits.of(source, problems),
                schemas.compile(""),
                new Timetable(source, problems, texts).compile());
        String label = source.at("/document/version").asText();
        return new Definition(new Definition.Name(name, label), text, source.tree(), frame, root);
    }

    /** @param known variables that expressions in these tasks may name */
    Sequence sequence(String pointer, @Nullable String owner, Set<String> known) {
        List<String> names = names(pointer);
        List<Task> tasks = new ArrayList<>();
        for (String name : names) {
            String at = Source.under(Source.under(pointer, tasks.size()), name);
            tasks.add(new Task(name, at, pointer, tasks.size(), frame(at, known), actions.action(at, known)));
        }
        Sequence sequence = new Sequence(pointer, owner, List.copyOf(tasks));
        tasks.forEach(task -> checkTargets(task, names));
        if (!problems.errors()) {
            new Ways(source, problems).check(sequence);
        }
        return sequence;
    }

    /** Each task of a list as a sequence of its own. */
    List<Sequence> branches(String pointer, String owner, Set<String> known) {
        List<Sequence> branches = new ArrayList<>();
        for (String name : names(pointer)) {
            String path = Source.under(pointer, branches.size());
            String at = Source.under(path, name);
            Task task = new Task(name, at, path, 0, frame(at, known), actions.action(at, known));
            checkTargets(task, List.of(name));
            branches.add(new Sequence(path, owner, List.of(task)));
        }
        return List.copyOf(branches);
    }

    private List<String> names(String pointer) {
        List<String> names = new ArrayList<>();
        for (JsonNode item : source.at(pointer)) {
            String name = item.fieldNames().next();
            String at = Source.under(Source.under(pointer, names.size()), name);
            if (names.contains(name)) {
                problems.error(
                        source.key(at), "doubled-name", "a task named \"" + name + "\" stands above", "rename one");
            } else if (DIRECTIVES.contains(name)) {
                problems.error(
                        source.key(at), "name", "\"" + name + "\" says where to go on, it cannot name a task", null);
            }
            names.add(name);
        }
        return names;
    }

    private Task.Frame frame(String at, Set<String> known) {
        return new Task.Frame(
                texts.condition(at + "/if", known),
                texts.bare(at + "/input/from", known),
                texts.bare(at + "/output/as", known),
                texts.bare(at + "/export/as", known),
                actions.timeout(at + "/timeout", known),
                schemas.compile(at),
                compensation(at + Undoing.PART, known),
                source.at(at + "/then").asText("continue"));
    }

    private @Nullable Sequence compensation(String pointer, Set<String> known) {
        if (source.at(pointer).isMissingNode()) {
            return null;
        }
        if (known.contains(Undoing.DONE) && known.contains(Undoing.WHY)) {
            problems.error(source.key(pointer), "misplaced", "what undoes a task cannot be undone itself", null);
        }
        Set<String> inside = new HashSet<>(known);
        inside.add(Undoing.DONE);
        inside.add(Undoing.WHY);
        return sequence(pointer, null, inside);
    }

    private void checkTargets(Task task, List<String> names) {
        checkTarget(task.path() + "/then", task.frame().then(), names);
        JsonNode cases = source.at(task.path() + "/switch");
        for (int i = 0; i < cases.size(); i++) {
            String name = cases.get(i).fieldNames().next();
            String pointer = Source.under(Source.under(task.path() + "/switch", i), name) + "/then";
            checkTarget(pointer, source.at(pointer).asText(), names);
        }
    }

    private void checkTarget(String pointer, String then, List<String> names) {
        if (DIRECTIVES.contains(then) || names.contains(then)) {
            return;
        }
        Set<String> candidates = new HashSet<>(names);
        candidates.addAll(DIRECTIVES);
        problems.error(
                source.value(pointer),
                "unknown-task",
                "no task named \"" + then + "\" stands beside this one",
                Hint.of(then, candidates));
    }
}
