package dev.signalbox.admin;

import dev.signalbox.event.EventId;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.process.Question;
import dev.signalbox.flow.process.Saga;
import dev.signalbox.flow.process.Step;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The instances, without what the source of the event that started them hides. */
final class RedactedInstances implements Instances {

    private final Instances instances;
    private final Redaction redaction;

    RedactedInstances(Instances instances, Redaction redaction) {
        this.instances = instances;
        this.redaction = redaction;
    }

    /** Of these only names, states and keys are shown. */
    @Override
    public Future<Page> list(Wanted wanted, int limit, @Nullable String before) {
        return instances.list(wanted, limit, before);
    }

    @Override
    public Future<Optional<Run>> find(String id) {
        return redaction.rules().compose(rules -> instances.find(id).compose(found -> shown(found, rules)));
    }

    @Override
    public Future<Questions> asked(int limit, @Nullable String before) {
        return redaction.rules().compose(rules -> instances.asked(limit, before).compose(page -> {
            List<Future<Asked>> shown =
                    page.items().stream().map(asked -> shown(asked, rules)).toList();
            return Future.all(shown)
                    .map(all -> new Questions(shown.stream().map(Future::result).toList(), page.next()));
        }));
    }

    private Future<Asked> shown(Asked asked, Map<String, List<String>> rules) {
        return redaction
                .mask(rules, asked.instance().origin().event())
                .map(mask -> mask == null ? asked : new Asked(asked.instance(), question(asked.question(), mask)));
    }

    private static Question question(Question question, Mask mask) {
        return new Question(
                question.aim(), question.deadline(), mask.text(question.title()), mask.tree(question.details()));
    }

    /** Of these too only names, states and keys are shown. */
    @Override
    public Future<List<Instance>> heard(EventId event, int most) {
        return instances.heard(event, most);
    }

    /** What is done to an instance is found in the instance as it is. */
    @Override
    public Future<Optional<Acted>> act(String id, Wish wish) {
        return instances.act(id, wish);
    }

    private Future<Optional<Run>> shown(Optional<Run> found, Map<String, List<String>> rules) {
        return found.isEmpty()
                ? Future.succeededFuture(found)
                : redaction
                        .mask(rules, found.get().instance().origin().event())
                        .map(mask -> mask == null ? found : Optional.of(run(found.get(), mask)));
    }

    private static Run run(Run run, Mask mask) {
        return new Run(
                instance(run.instance(), mask),
                run.timeline().stream().map(step -> step(step, mask)).toList());
    }

    private static Instance instance(Instance instance, Mask mask) {
        return new Instance(
                instance.id(),
                instance.definition(),
                instance.version(),
                instance.state(),
                instance.key(),
                instance.origin(),
                instance.born(),
                instance.ended(),
                mask.tree(instance.input()),
                mask.treeOrNull(instance.context()),
                mask.treeOrNull(instance.output()),
                instance.places(),
                instance.visits(),
                instance.redrives(),
                Saga.NONE);
    }

    private static Step step(Step step, Mask mask) {
        return new Step(
                step.at(), step.what(), step.path(), step.task(), step.attempt(), mask.treeOrNull(step.detail()));
    }
}
