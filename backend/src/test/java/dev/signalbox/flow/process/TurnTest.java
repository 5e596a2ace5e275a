package dev.signalbox.flow.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.event.EventId;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** An instance that waits for its turn before it begins, or is skipped. */
class TurnTest {

    private static final Queued FULL = new Queued("1 of 1 running", 0);
    private static final Machine MACHINE = new Machine((name, label) -> null, new SplittableRandom(7));

    private final Definition definition = Simulation.definition("""
            x-signalbox: {concurrency: {limit: 1, onLimit: skip}, rateLimit: {limit: 10, per: {minutes: 1}}}
            timeout: {after: PT1M}
            do: [{w: {wait: PT1S}}]
            """);

    private static Machine.Start start() {
        Origin origin = new Origin(new EventId("shop", "", "e1"), "p/r", 3, 12, Simulation.BORN, null, 0, null);
        return new Machine.Start(Simulation.ID, 1, "k", origin, Simulation.json("{'n':1}"));
    }

    private Transition queued(Queued why) {
        return MACHINE.queue(definition, start(), why, Simulation.BORN);
    }

    private Transition then(Transition before, Command command) {
        return MACHINE.apply(definition, before.instance(), command, Simulation.BORN + 5_000);
    }

    private static List<String> told(Transition transition) {
        return transition.steps().stream().map(Step::what).toList();
    }

    @Test
    void limits_are_read_and_told_in_a_line() {
        assertThat(definition.limits())
                .isEqualTo(new Limits(new Limits.Concurrency(1, Limits.OnLimit.SKIP), new Limits.Rate(10, 60_000)))
                .extracting(Limits::words)
                .isEqualTo(
                        "1 at a time for each key, others are skipped;" + " at most 10 begin within PT1M for each key");
        assertThat(Simulation.definition("do: [{a: {set: {}}}]").limits()).isNull();
    }

    @Test
    void who_waits_for_its_turn_is_waiting_and_has_no_timeout_until_it_begins() {
        Transition queued = queued(FULL);
        Transition begun = then(queued, new Command.Begin());

        assertThat(queued.instance().state()).isEqualTo(State.WAITING);
        assertThat(queued.effects()).isEmpty();
        assertThat(told(queued)).containsExactly("queued");
        assertThat(told(begun)).containsExactly("begun", "started", "waiting");
        assertThat(begun.instance().places()).containsOnlyKeys(Place.WHOLE, "/do/0/w");
        assertThat(begun.instance().places().get(Place.WHOLE).deadline()).isEqualTo(Simulation.BORN + 65_000);
    }

    @Test
    void its_time_is_a_timer_that_another_reason_takes_back() {
        Transition queued = queued(new Queued("2 have begun within PT1M", Simulation.BORN + 9));
        Transition later =
                then(queued, new Command.Queue(new Queued("2 have begun within PT1M", Simulation.BORN + 99)));
        Transition full = then(later, new Command.Queue(FULL));

        assertThat(queued.effects()).containsExactly(new Effect.Timer(Place.TURN, 1, 1, Simulation.BORN + 9));
        assertThat(later.effects())
                .containsExactly(
                        new Effect.Untimed(Place.TURN, 1, 1), new Effect.Timer(Place.TURN, 1, 2, Simulation.BORN + 99));
        assertThat(full.effects()).containsExactly(new Effect.Untimed(Place.TURN, 1, 2));
        assertThat(Queued.place(full.instance()))
                .extracting(Queued::words)
                .isEqualTo("waits for its turn: 1 of 1 running");
    }

    @Test
    void who_has_begun_or_is_cancelled_does_not_begin_again() {
        Transition begun = then(queued(FULL), new Command.Begin());
        Transition cancelled = then(queued(FULL), new Command.Cancel("no", true));

        assertThat(cancelled.instance().state()).isEqualTo(State.CANCELLED);
        for (Transition each : List.of(begun, cancelled)) {
            assertThat(then(each, new Command.Begin()).steps()).isEmpty();
            assertThat(then(each, new Command.Queue(FULL)).steps()).isEmpty();
        }
    }

    @Test
    void a_skipped_one_has_ended_and_keeps_why() {
        Fault fault = Fault.of("runtime", 429, "skipped", "the process d was skipped");

        Transition skipped = MACHINE.skip(definition, start(), fault, Simulation.BORN);

        Instance kept = InstanceRecord.decode(Simulation.ID, InstanceRecord.encode(skipped.instance()));
        assertThat(kept.state()).isEqualTo(State.CANCELLED);
        assertThat(kept.ended()).isEqualTo(Simulation.BORN);
        assertThat(Fault.of(kept.saga().why())).isEqualTo(fault);
        assertThat(skipped.effects()).isEmpty();
        assertThat(told(skipped)).containsExactly("skipped");
    }

    @Test
    void what_follows_an_instance_of_an_older_version_does_not_begin_when_this_one_runs_once() {
        Parent before = new Parent("0-before", Place.LATER, 1, 1, 1, false);
        Machine.Start follower =
                new Machine.Start(Simulation.ID, 2, "k", start().origin().under(before), Simulation.json("{'n':1}"));

        Transition full = MACHINE.queue(definition, follower, FULL, Simulation.BORN);
        Transition free = MACHINE.start(definition, follower, Simulation.BORN);

        assertThat(List.of(full, free)).allSatisfy(skipped -> {
            assertThat(skipped.instance().state()).isEqualTo(State.CANCELLED);
            assertThat(told(skipped)).containsExactly("skipped");
        });
    }
}
