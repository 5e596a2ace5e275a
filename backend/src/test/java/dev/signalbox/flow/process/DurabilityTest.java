package dev.signalbox.flow.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.event.EventId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DurabilityTest {

    private static final String PROCESS = """
            use: {retries: {often: {delay: PT1S, backoff: {exponential: {}}, limit: {attempt: {count: 3}}}}}
            do:
              - prepare: {set: {n: '${ .n + 0.10 }', at: '${ $workflow.startedAt.epoch.milliseconds }'}}
              - guard:
                  try:
                    - poll:
                        input: {from: '{n: .n}'}
                        call: http
                        with: {method: post, endpoint: 'https://h/{n}', body: '${ . }'}
                        export: {as: '{polls: (($context.polls // 0) + 1)}'}
                    - more: {switch: [{again: {when: .more, then: poll}}, {done: {then: exit}}]}
                  catch:
                    as: oops
                    errors: {with: {status: 503}}
                    retry: often
                    do:
                      - pause: {wait: PT5S}
                      - note: {set: {failed: '${ $oops.status }', polls: '${ $context.polls }'}}
              - tell: {emit: {event: {with: {type: done, data: '${ . }'}}}}
            """;

    private static Simulation eventful(boolean forgetful) {
        Simulation run = new Simulation(PROCESS, "{'n':1}", forgetful);
        run.answer("{'more':true,'n':2}").refuse(503).due().answer("{'more':true,'n':3}");
        run.refuse(503).due().refuse(503).due().refuse(500).give(new Command.Redrive());
        return run.refuse(503).due();
    }

    @Test
    void an_instance_that_is_kept_between_all_commands_ends_the_same() {
        Simulation kept = eventful(false);
        Simulation forgotten = eventful(true);

        assertThat(forgotten.told()).isEqualTo(kept.told());
        assertThat(forgotten.effects).hasToString(kept.effects.toString());
        assertThat(InstanceRecord.encode(forgotten.instance)).isEqualTo(InstanceRecord.encode(kept.instance));
        assertThat(kept.state()).isEqualTo(State.FINISHED);
        assertThat(kept.output().at("/data/failed").asInt()).isEqualTo(503);
        assertThat(kept.output().at("/data/polls").asInt()).isEqualTo(2);
    }

    @Test
    void an_instance_is_the_same_after_it_was_kept() {
        Simulation run = new Simulation(PROCESS, "{'n':1}").refuse(503);

        Map<String, String> fields = InstanceRecord.encode(run.instance);

        Instance read = InstanceRecord.decode(Simulation.ID, fields);
        assertThat(InstanceRecord.encode(read)).isEqualTo(fields);
        assertThat(read.visits()).isEqualTo(run.instance.visits());
        assertThat(read.origin()).isEqualTo(run.instance.origin());
        assertThat(read.places()).hasToString(run.instance.places().toString());
        assertThat(fields)
                .containsEntry("definition", "d")
                .containsEntry("version", "2")
                .containsEntry("state", "retrying")
                .containsEntry("key", "k")
                .containsEntry("source", "shop")
                .containsEntry("ceSource", "")
                .containsEntry("event", "e1")
                .containsEntry("rule", "pack/rule")
                .containsEntry("started", Long.toString(Simulation.BORN))
                .containsEntry("ended", "0")
                .containsKey("body");
    }

    @Test
    void a_waiting_instance_is_small() {
        Simulation run =
                new Simulation("do: [{w: {wait: PT1H}}]", "{'order':'o-1','event':{'id':'e1','source':'shop'}}");

        int size = InstanceRecord.encode(run.instance).entrySet().stream()
                .mapToInt(field -> field.getKey().length() + field.getValue().length())
                .sum();

        assertThat(size).isLessThan(600);
    }

    @Test
    void an_input_is_kept_once_however_many_tasks_have_it() {
        String order = "o".repeat(500);
        Simulation run =
                new Simulation("do: [{a: {do: [{b: {do: [{w: {wait: PT1H}}]}}]}}]", "{'order':'" + order + "','n':1}");
        Map<String, String> fields = InstanceRecord.encode(run.instance);

        assertThat(fields.get("body")).containsOnlyOnce(order);
        Instance read = InstanceRecord.decode(Simulation.ID, fields);
        assertThat(read.places()).isEqualTo(run.instance.places());
        assertThat(InstanceRecord.encode(read)).isEqualTo(fields);
    }

    @Test
    void steps_are_the_same_after_they_were_kept() {
        Simulation run = eventful(false);

        assertThat(TimelineRecord.decode(TimelineRecord.encode(run.steps))).hasToString(run.steps.toString());
    }

    @Test
    void an_id_is_derived_from_all_its_parts_and_tells_its_partition() {
        EventId event = new EventId("shop", "", "e1");
        String id = InstanceId.start(3, event, "p/r", "d", "k");

        assertThat(id).matches("3-[0-9a-hjkmnp-tv-z]{26}").isEqualTo(InstanceId.start(3, event, "p/r", "d", "k"));
        assertThat(InstanceId.partition(id)).isEqualTo(3);
        assertThat(InstanceId.partition(InstanceId.deadLetter(id, "/do/0/a", 0)))
                .isEqualTo(3);
        assertThat(InstanceId.start(3, event, "p/r", "dk", "")).isNotEqualTo(id);
        assertThat(InstanceId.start(3, new EventId("sho", "p", "e1"), "p/r", "d", "k"))
                .isNotEqualTo(id);
        assertThat(InstanceId.derived(id, "/do/0/a", 1)).isNotEqualTo(InstanceId.derived(id, "/do/0/a", 2));
    }
}
