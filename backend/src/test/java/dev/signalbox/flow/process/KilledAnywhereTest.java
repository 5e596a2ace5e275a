package dev.signalbox.flow.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.event.EventId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Random definitions, run once in one go and once with an owner that is killed again and again: they end the same, and have
 * called the same. Which of those that are under way ends next is a matter of chance, the same in both runs.
 */
class KilledAnywhereTest {

    private static final int DEFINITIONS = 1_000;
    private static final int MOST_STEPS = 400;

    @Test
    void an_instance_ends_the_same_wherever_its_owner_is_killed() {
        Map<State, Integer> ends = new EnumMap<>(State.class);
        Set<String> answers = new TreeSet<>();
        for (int seed = 0; seed < DEFINITIONS; seed++) {
            RandomProcess process = new RandomProcess(new SplittableRandom(seed));
            String text = process.text();
            JsonNode input = process.input();
            if (!(Definitions.parse(text) instanceof Parsed.Valid valid)) {
                throw new AssertionError(seed + ": " + Definitions.parse(text) + " " + text);
            }

            long turn = seed % 4 == 0 ? Simulation.BORN + seed : 0;
            World calm = new World(valid.definition(), input, new SplittableRandom(seed), 0, turn);
            World struck = new World(valid.definition(), input, new SplittableRandom(seed), 3, turn);

            assertThat(struck.told).as("seed %s: %s", seed, text).isEqualTo(calm.told);
            assertThat(struck.keys).as("seed %s: %s", seed, text).isEqualTo(calm.keys);
            assertThat(InstanceRecord.encode(struck.instance))
                    .as("seed %s: %s", seed, text)
                    .isEqualTo(InstanceRecord.encode(calm.instance));
            Stream.of("approved", "rejected", "heard", "compensated", "begun")
                    .filter(what -> calm.told.stream().anyMatch(step -> step.contains("what=" + what + ",")))
                    .forEach(answers::add);
            ends.merge(calm.instance.state(), 1, Integer::sum);
        }
        assertThat(ends.get(State.FINISHED)).as("%s", ends).isGreaterThan(DEFINITIONS / 3);
        assertThat(ends.get(State.FAILED)).as("%s", ends).isGreaterThan(DEFINITIONS / 20);
        assertThat(answers).containsExactly("approved", "begun", "compensated", "heard", "rejected");
    }

    /** What is outside: services that answer by the key of the call, and timers. */
    private static final class World {

        final List<String> told = new ArrayList<>();
        final TreeSet<String> keys = new TreeSet<>();
        private final Definition definition;
        private final Machine machine = new Machine((name, label) -> null, new SplittableRandom(1));
        private final Map<String, Effect> underWay = new LinkedHashMap<>();
        private final RandomGenerator kills = new SplittableRandom(5);
        private long now = Simulation.BORN;
        private int redrives;
        Instance instance;

        /**
         * @param kill one of so many steps is followed by a kill; 0 for never
         * @param turn when it is its turn to begin; 0 for at once
         */
        World(Definition definition, JsonNode input, RandomGenerator chance, int kill, long turn) {
            this.definition = definition;
            Origin origin = new Origin(new EventId("shop", "", "e1"), "p/r", 3, 12, Simulation.BORN, null, 0, null);
            Machine.Start start = new Machine.Start(Simulation.ID, 1, "k", origin, input);
            Transition born = turn == 0
                    ? machine.start(definition, start, now)
                    : machine.queue(definition, start, new Queued("1 of 1 running", turn), now);
            instance = born.instance();
            took(born);
            for (int step = 0; step < MOST_STEPS && goOn(chance); step++) {
                if (kill > 0 && kills.nextInt(kill) == 0) {
                    kill();
                }
            }
        }

        private boolean goOn(RandomGenerator chance) {
            if (instance.state() == State.FAILED && redrives < 2) {
                redrives++;
                apply(new Command.Redrive());
                return true;
            }
            Map<String, Question> questions = new LinkedHashMap<>();
            Question.of(instance).forEach(question -> questions.put("question " + question.aim(), question));
            List<String> names = Stream.concat(underWay.keySet().stream(), questions.keySet().stream())
                    .sorted(Comparator.naturalOrder())
                    .toList();
            if (names.isEmpty()) {
                return false;
            }
            String name = names.get(chance.nextInt(names.size()));
            Question question = questions.get(name);
            apply(question == null ? outcome(underWay.remove(name)) : answer(question));
            return true;
        }

        private static Command answer(Question question) {
            boolean approved = question.title().hashCode() % 2 == 0;
            return new Command.ByHand(new Hand.Decide(question.aim(), approved, new Hand.Who("ana", "so")));
        }

        private Command outcome(Effect effect) {
            if (effect instanceof Effect.Timer timer) {
                now = Math.max(now, timer.due());
                Command.Due due = new Command.Due(timer.path(), timer.iteration(), timer.attempt());
                return due.isTurn() ? new Command.Begin() : due;
            }
            if (effect instanceof Effect.Listen listen) {
                return heard(listen);
            }
            if (effect instanceof Effect.Child child) {
                return ended(child);
            }
            Effect.Call call = (Effect.Call) effect;
            int luck = Math.floorMod((call.key() + '#' + call.attempt()).hashCode(), 4);
            JsonNode answer = JsonNodeFactory.instance.objectNode().put("n", luck);
            Fault fault = Fault.of("communication", 503, "no", "no luck");
            return luck == 0
                    ? new Command.Failed(call.path(), call.iteration(), call.attempt(), fault, 1)
                    : new Command.Succeeded(call.path(), call.iteration(), call.attempt(), answer, 1);
        }

        private Command heard(Effect.Listen listen) {
            Effect.Ear ear = listen.ear();
            if (listen.lasting()) {
                underWay.put("ear " + ear, listen);
            }
            ObjectNode event =
                    JsonNodeFactory.instance.objectNode().put("id", "e").put("type", "t");
            event.putObject("data").put("n", ear.filter());
            return new Command.Heard(ear.path(), ear.iteration(), ear.attempt(), ear.filter(), event);
        }

        private Command ended(Effect.Child child) {
            Parent task = child.parent();
            int luck = Math.floorMod((child.id() + child.again()).hashCode(), 3);
            JsonNode output = JsonNodeFactory.instance.objectNode().put("n", luck);
            Fault fault = Fault.of("runtime", 500, "no", "the part failed");
            return luck == 0
                    ? new Command.Failed(task.path(), task.iteration(), task.attempt(), fault, 1)
                    : new Command.Succeeded(task.path(), task.iteration(), task.attempt(), output, 1);
        }

        private void apply(Command command) {
            now += 100;
            took(machine.apply(definition, instance, command, now));
        }

        private void took(Transition transition) {
            instance = transition.instance();
            transition.steps().forEach(step -> told.add(step.toString()));
            transition.effects().forEach(this::carryOut);
            if (instance.state().ended()) {
                underWay.values()
                        .removeIf(effect -> instance.state() != State.FAILED || !(effect instanceof Effect.Child));
            }
            underWay.values().removeIf(effect -> effect instanceof Effect.Call call && !waitsFor(call));
        }

        /** Outcomes of what was given up are nobody's: leaving them out makes no difference but to the dice. */
        private boolean waitsFor(Effect.Call call) {
            Place place = instance.places().get(call.path());
            return place != null && place.iteration() == call.iteration() && place.attempt() == call.attempt();
        }

        private void carryOut(Effect effect) {
            if (effect instanceof Effect.Call call) {
                keys.add(call.key());
                underWay.put(call.path() + "|" + call.iteration(), call);
            } else if (effect instanceof Effect.Timer timer) {
                underWay.put(name(timer.path(), timer.iteration(), timer.attempt()), timer);
            } else if (effect instanceof Effect.Untimed over) {
                underWay.remove(name(over.path(), over.iteration(), over.attempt()));
            } else if (effect instanceof Effect.Listen listen) {
                underWay.put("ear " + listen.ear(), listen);
            } else if (effect instanceof Effect.Silence silence) {
                underWay.remove("ear " + silence.ear());
            } else if (effect instanceof Effect.Child child) {
                keys.add("child " + child.id());
                underWay.put("child " + child.id(), child);
            } else if (effect instanceof Effect.Abandon abandon) {
                underWay.remove("child " + abandon.child());
            } else if (effect instanceof Effect.Emit emit) {
                keys.add("emit " + emit.path() + emit.iteration());
            }
        }

        private static String name(String path, int iteration, int attempt) {
            return path + "|" + iteration + "|" + attempt;
        }

        /** Only the record is left, and the timers that are kept beside it. */
        private void kill() {
            instance = InstanceRecord.decode(instance.id(), InstanceRecord.encode(instance));
            underWay.values().removeIf(effect -> !(effect instanceof Effect.Listen || effect instanceof Effect.Child));
            machine.pending(definition, instance, now).forEach(this::carryOut);
            if (!instance.state().ended()) {
                instance.places().values().forEach(this::timers);
            }
        }

        private void timers(Place place) {
            if (place.due() > 0) {
                carryOut(new Effect.Timer(place.path(), place.iteration(), place.attempt(), place.due()));
            }
            if (place.deadline() > 0) {
                carryOut(Effect.Timer.deadline(place));
            }
        }
    }
}
