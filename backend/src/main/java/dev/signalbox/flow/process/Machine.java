package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.jq.Jq;
import dev.signalbox.jq.JqFault;
import dev.signalbox.jq.Query;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Turns commands into new states of instances. It does nothing itself: what is to be done outside comes back as
 * effects. For one thread, which is that of a partition; a definition may be shared.
 */
public final class Machine {

    /** What every transition works with. */
    record Tools(Jq jq, Library library, RandomGenerator random, long at) {

        JsonNode fill(Template template, Scenery scenery, JsonNode dot) {
            return template.fill(query -> evaluate(query, scenery, dot));
        }

        boolean holds(Query query, Scenery scenery, JsonNode dot) {
            JsonNode value = evaluate(query, scenery, dot);
            return !value.isNull() && !(value.isBoolean() && !value.booleanValue());
        }

        private JsonNode evaluate(Query query, Scenery scenery, JsonNode dot) {
            if (SecretNames.taken(query)) {
                return SecretNames.MASK;
            }
            try {
                return jq.evaluate(query, dot, scenery::variable, at);
            } catch (JqFault e) {
                throw Faulted.expression(String.valueOf(e.getMessage()));
            }
        }
    }

    /**
     * What an instance begins with.
     *
     * @param id from {@link InstanceId#start}
     * @param version of the definition, as the hub counts it
     * @param key the business key
     * @param input of the process: the {@code .with(..)} map and {@code event}
     */
    public record Start(String id, int version, String key, Origin origin, JsonNode input) {}

    /** Steps that one expression may take. */
    static final int STEPS = 100_000;

    private final Jq jq = new Jq(STEPS);
    private final Library library;
    private final RandomGenerator random;

    /** What can be run. */
    @FunctionalInterface
    public interface Library {

        /**
         * Why a process cannot be run; null when it can.
         *
         * @param label wanted {@code document.version}, or {@code latest}
         */
        @Nullable
        String lacks(String definition, String label);
    }

    /** @param random for the jitter of retries */
    public Machine(Library library, RandomGenerator random) {
        this.library = library;
        this.random = random;
    }

    /** @param at time of the transition, milliseconds since the epoch */
    public Transition start(Definition definition, Start start, long at) {
        Run run = born(definition, start, at);
        if (Again.follows(start.origin())) {
            run.resumption().again().begin();
        } else {
            run.start();
        }
        return run.toRest();
    }

    /** It waits for its turn before it begins; what follows another instance has no turn, but a time. */
    public Transition queue(Definition definition, Start start, Queued why, long at) {
        if (Again.follows(start.origin())) {
            return start(definition, start, at);
        }
        Run run = born(definition, start, at);
        run.resumption().entrance().queue(Place.TURN, why);
        return run.toRest();
    }

    /** It ends at once. */
    public Transition skip(Definition definition, Start start, Fault why, long at) {
        Run run = born(definition, start, at);
        run.resumption().entrance().skip(why);
        return run.toRest();
    }

    private Run born(Definition definition, Start start, long at) {
        Instance born = new Instance(
                start.id(),
                definition.name(),
                start.version(),
                State.RUNNING,
                start.key(),
                start.origin(),
                at,
                0,
                start.input(),
                null,
                null,
                Map.of(),
                Map.of(),
                0,
                Saga.NONE);
        return new Run(definition, born, tools(at));
    }

    private Tools tools(long at) {
        return new Tools(jq, library, random, at);
    }

    /**
     * The attempts that were under way when the last owner of the instance ended: to be made again under the same keys,
     * since nobody knows their outcome.
     */
    public List<Effect> pending(Definition definition, Instance instance, long at) {
        Run run = new Run(definition, instance, tools(at));
        run.resumption().pending();
        return run.toRest().effects();
    }

    /** Without effects and steps when the command is late or does not fit the state: nothing changed then. */
    public Transition apply(Definition definition, Instance instance, Command command, long at) {
        Run run = new Run(definition, instance, tools(at));
        command.moves(run);
        return run.toRest();
    }
}
