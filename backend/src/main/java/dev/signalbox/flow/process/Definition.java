package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A process definition, compiled. Immutable, and shared by all its instances on all threads. */
public final class Definition {

    /** Stands for a label where any will do. */
    public static final String LATEST = "latest";

    /**
     * What surrounds the tasks.
     *
     * @param from {@code input.from}
     * @param as {@code output.as}
     * @param timeout {@code timeout.after}
     * @param limits {@code x-signalbox}
     * @param checks {@code input.schema} and {@code output.schema}
     */
    record Frame(
            @Nullable Template from,
            @Nullable Template as,
            @Nullable Span timeout,
            @Nullable Limits limits,
            Checks checks,
            @Nullable Schedule schedule) {}

    /** @param label {@code document.version}, a word for people */
    record Name(String name, String label) {}

    private final Name name;
    private final String text;
    private final String sha256;
    private final JsonNode tree;
    private final Frame frame;
    private final Sequence root;
    private final Map<String, Task> tasks;
    private final Map<String, Sequence> sequences;

    Definition(Name name, String text, JsonNode tree, Frame frame, Sequence root) {
        this.name = name;
        this.text = text;
        this.sha256 = InstanceId.sha256(text);
        this.tree = tree;
        this.frame = frame;
        this.root = root;
        Index index = Index.of(root);
        this.tasks = index.tasks();
        this.sequences = index.sequences();
    }

    public String name() {
        return name.name();
    }

    /** {@code document.namespace}: a word for people, since names are global. */
    public String namespace() {
        return tree.path("document").path("namespace").asText();
    }

    /** {@code document.version}: a label; the hub's own version is an integer. */
    public String label() {
        return name.label();
    }

    /** Null when any number of its instances may begin. */
    @Nullable
    public Limits limits() {
        return frame.limits();
    }

    /** The YAML as it was given. */
    public String text() {
        return text;
    }

    /** SHA-256 of the text in hexadecimal: tells whether two definitions are the same. */
    public String sha256() {
        return sha256;
    }

    /**
     * A task that sends to a sink.
     *
     * @param pointer of the queue in the definition, such as {@code /do/0/ship/x-signalbox/queue}
     * @param to whether it says where in the sink
     */
    public record Use(String pointer, String sink, boolean to) {}

    /** The tasks that send to sinks. */
    public List<Use> sinks() {
        return tasks.values().stream()
                .filter(task -> task.action() instanceof QueueMessage)
                .map(task -> {
                    QueueMessage message = (QueueMessage) task.action();
                    return new Use(task.path() + "/x-signalbox/queue", message.sink(), message.to() != null);
                })
                .sorted(Comparator.comparing(Use::pointer))
                .toList();
    }

    /**
     * A task that runs another process.
     *
     * @param pointer of the workflow in the definition
     * @param label wanted {@code document.version}, or {@code latest}
     * @param namespace wanted; empty for any
     */
    public record Runs(String pointer, String definition, String label, String namespace) {}

    /** The processes that its tasks run. */
    public List<Runs> runs() {
        return tasks.values().stream()
                .filter(task -> task.action() instanceof Child)
                .map(task -> {
                    String pointer = task.path() + "/run/workflow";
                    JsonNode workflow = tree.at(pointer);
                    return new Runs(
                            pointer,
                            workflow.path("name").asText(),
                            workflow.path("version").asText(LATEST),
                            workflow.path("namespace").asText());
                })
                .sorted(Comparator.comparing(Runs::pointer))
                .toList();
    }

    /** The events that its tasks listen for. */
    public Set<Correlations.Way> listens() {
        return tasks.values().stream()
                .flatMap(task -> task.action() instanceof Listen listen ? listen.ways() : Stream.of())
                .collect(Collectors.toSet());
    }

    /** The names of the secrets that it may use, in the order of {@code use.secrets}. */
    public List<String> secrets() {
        return tree.at("/use/secrets").valueStream().map(JsonNode::asText).toList();
    }

    /** When it is started without a rule; null when it is not. */
    public @Nullable Schedule schedule() {
        return frame.schedule();
    }

    /** Its tasks, as they are written under {@code do}. */
    public JsonNode tasks() {
        return tree.path("do").deepCopy();
    }

    JsonNode tree() {
        return tree;
    }

    Frame frame() {
        return frame;
    }

    Sequence root() {
        return root;
    }

    /** Null when the definition has no such task. */
    @Nullable
    Task task(String path) {
        return tasks.get(path);
    }

    Sequence sequence(Task task) {
        Sequence sequence = sequences.get(task.sequence());
        if (sequence == null) {
            throw new IllegalStateException("no sequence " + task.sequence());
        }
        return sequence;
    }

    /** The task around a sequence; null for that of the whole definition. */
    @Nullable
    Task owner(Sequence sequence) {
        return sequence.owner() == null ? null : tasks.get(sequence.owner());
    }
}
