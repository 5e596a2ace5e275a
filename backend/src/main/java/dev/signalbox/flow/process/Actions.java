package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.signalbox.jq.Query;
import dev.signalbox.words.Hint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles what a task does, by its kind. */
final class Actions {

    static final Template.Fixed NOTHING = new Template.Fixed(JsonNodeFactory.instance.nullNode());

    private static final String APPROVAL = "approval";

    private interface Kind {
        Action compile(String pointer, Set<String> known);
    }

    private final Source source;
    private final Problems problems;
    private final Texts texts;
    private final Compiler compiler;
    private final Retries retries;
    private final Blocks blocks;
    private final Calls calls;
    private final Map<String, Kind> kinds = new LinkedHashMap<>();

    Actions(Source source, Problems problems, Texts texts, Compiler compiler) {
        this.source = source;
        this.problems = problems;
        this.texts = texts;
        this.compiler = compiler;
        this.retries = new Retries(source, problems, texts);
        this.blocks = new Blocks(source, problems, texts, compiler);
        this.calls = new Calls(source, problems, texts);
        kinds.put("set", (at, known) -> new Assign(required(texts.value(at + "/set", known))));
        kinds.put("switch", this::choose);
        kinds.put("try", this::attempt);
        kinds.put("for", blocks::loop);
        kinds.put("fork", blocks::fork);
        kinds.put("do", blocks::block);
        kinds.put("call", calls::compile);
        kinds.put("wait", (at, known) -> new Pause(retries.span(at + "/wait", known)));
        kinds.put("emit", (at, known) -> new Publish(required(texts.value(at + "/emit/event/with", known))));
        kinds.put("listen", new Listens(source, problems, texts)::compile);
        kinds.put("run", this::child);
        kinds.put("raise", this::raise);
        kinds.put("x-signalbox", this::own);
    }

    /** Checks what {@code use} holds even when no task uses it. */
    void checkReusables(Set<String> known) {
        calls.checkReusables(known);
        source.at("/use/retries").fieldNames().forEachRemaining(name -> {
            Retry unused = retries.retry(Source.under("/use/retries", name), known);
        });
        source.at("/use/errors").fieldNames().forEachRemaining(name -> {
            Template unused = error(Source.under("/use/errors", name), known);
        });
        source.at("/use/timeouts").fieldNames().forEachRemaining(name -> {
            Span unused = retries.span(Source.under("/use/timeouts", name) + "/after", known);
        });
    }

    /** A timeout that stands at the pointer, or that is named there. */
    @Nullable
    Span timeout(String pointer, Set<String> known) {
        return retries.timeout(pointer, known);
    }

    Action action(String pointer, Set<String> known) {
        JsonNode task = source.at(pointer);
        List<String> found =
                kinds.keySet().stream().filter(kind -> says(task, kind)).toList();
        if (found.size() != 1) {
            String message = found.isEmpty()
                    ? "the task does not say what to do"
                    : "the task says two things to do: " + String.join(" and ", found);
            problems.error(source.key(pointer), "task-kind", message, "one of " + String.join(", ", kinds.keySet()));
            return new Assign(NOTHING);
        }
        alone(pointer, "catch", "try");
        alone(pointer, "with", "call");
        alone(pointer, "while", "for");
        if (source.at(pointer + "/x-signalbox").has("consume") && !task.has("listen")) {
            String at = pointer + "/x-signalbox/consume";
            problems.error(source.key(at), "misplaced", "`consume` belongs to `listen`", null);
        }
        Kind kind = kinds.get(found.get(0));
        return kind == null ? new Assign(NOTHING) : kind.compile(pointer, known);
    }

    private static boolean says(JsonNode task, String kind) {
        return switch (kind) {
            case "do" -> task.has(kind) && !task.has("for");
            case "x-signalbox" ->
                task.path(kind).has("queue") || task.path(kind).has(APPROVAL);
            default -> task.has(kind);
        };
    }

    private Action own(String pointer, Set<String> known) {
        String at = pointer + "/x-signalbox/" + APPROVAL;
        if (source.at(pointer + "/x-signalbox").has("queue")) {
            if (source.at(at).isObject()) {
                problems.error(
                        source.key(at), "task-kind", "the task says two things to do: queue and " + APPROVAL, null);
            }
            return new Queues(source, problems, texts).compile(pointer, known);
        }
        return new Approval(required(texts.value(at + "/title", known)), texts.value(at + "/details", known));
    }

    private Child child(String pointer, Set<String> known) {
        String at = pointer + "/run/workflow";
        return new Child(
                source.at(at + "/name").asText(),
                source.at(at + "/version").asText(Definition.LATEST),
                texts.value(at + "/input", known),
                source.at(pointer + "/run/await").asBoolean(true));
    }

    private void alone(String pointer, String name, String partner) {
        if (source.at(pointer).has(name) && !source.at(pointer).has(partner)) {
            problems.error(
                    source.key(pointer + '/' + name), "misplaced", "`" + name + "` belongs to `" + partner + "`", null);
        }
    }

    private Choose choose(String pointer, Set<String> known) {
        List<Choose.Case> cases = new ArrayList<>();
        JsonNode items = source.at(pointer + "/switch");
        for (int i = 0; i < items.size(); i++) {
            String name = items.get(i).fieldNames().next();
            String at = Source.under(Source.under(pointer + "/switch", i), name);
            Query when = texts.condition(at + "/when", known);
            if (when == null && cases.stream().anyMatch(option -> option.when() == null)) {
                problems.error(source.key(at), "second-default", "only one case may be without `when`", null);
            }
            cases.add(new Choose.Case(name, when, source.at(at + "/then").asText()));
        }
        return new Choose(List.copyOf(cases));
    }

    private Attempt attempt(String pointer, Set<String> known) {
        if (!source.at(pointer).has("catch")) {
            problems.error(source.key(pointer + "/try"), "missing-property", "`try` needs a `catch`", null);
        }
        String at = pointer + "/catch";
        String as = blocks.variable(at + "/as", "error");
        Set<String> inside = new HashSet<>(known);
        inside.add(as);
        Sequence body = compiler.sequence(pointer + "/try", pointer, known);
        return new Attempt(
                body,
                filter(at + "/errors/with"),
                as,
                texts.condition(at + "/when", inside),
                texts.condition(at + "/exceptWhen", inside),
                source.at(at).has("retry") ? retries.retry(at + "/retry", inside) : null,
                source.at(at).has("do") ? compiler.sequence(at + "/do", pointer, inside) : null);
    }

    private ErrorFilter filter(String pointer) {
        Map<String, JsonNode> with = new LinkedHashMap<>();
        source.at(pointer).properties().forEach(entry -> with.put(entry.getKey(), entry.getValue()));
        return new ErrorFilter(Map.copyOf(with));
    }

    private Raise raise(String pointer, Set<String> known) {
        return new Raise(error(pointer + "/raise/error", known));
    }

    private Template error(String pointer, Set<String> known) {
        JsonNode error = source.at(pointer);
        if (!error.isTextual()) {
            return required(texts.value(pointer, known));
        }
        String named = Source.under("/use/errors", error.textValue());
        if (!source.at(named).isObject()) {
            List<String> names = new ArrayList<>();
            source.at("/use/errors").fieldNames().forEachRemaining(names::add);
            problems.error(
                    source.value(pointer),
                    "unknown-error",
                    "`use.errors` has no \"" + error.textValue() + '"',
                    Hint.of(error.textValue(), names));
            return NOTHING;
        }
        return required(texts.value(named, known));
    }

    private static Template required(@Nullable Template template) {
        return template == null ? NOTHING : template;
    }
}
