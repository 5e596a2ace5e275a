package dev.signalbox.flow.process;

import static dev.signalbox.flow.process.Simulation.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.rulebook.Templates;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The templates of processes do what they say they are for. */
class ProcessTemplatesTest {

    private static Simulation run(String template, String input) {
        String yaml = Stream.of(Templates.read())
                .flatMap(each -> each.processes().stream())
                .filter(each -> each.name().equals(template))
                .findFirst()
                .orElseThrow()
                .yaml();
        return new Simulation(yaml, input);
    }

    @Test
    void a_call_is_repeated_with_growing_pauses_until_it_is_answered() {
        Simulation run = run("call-with-retry", "{'order':'o'}").refuse(503);
        long first = run.timer().due() - run.now;
        run.due().refuse(503);
        long second = run.timer().due() - run.now;

        run.due().answer("{}");

        assertThat(first).isBetween(1_000L, 1_250L);
        assertThat(second).isBetween(2_000L, 2_250L);
        assertThat(run.call().body()).isEqualTo(json("{'order':'o'}"));
        assertThat(run.state()).isEqualTo(State.FINISHED);
    }

    @Test
    void a_call_comes_after_the_wait() {
        Simulation run = run("wait-then-call", "{'order':'o'}");
        long due = run.timer().due();

        run.due();

        assertThat(due - Simulation.BORN).isEqualTo(30 * 60_000L);
        assertThat(run.call().body()).isEqualTo(json("{'order':'o'}"));
        assertThat(run.answer("{}").state()).isEqualTo(State.FINISHED);
    }

    @Test
    void both_calls_make_a_process_that_is_done() {
        Simulation run = run("call-then-compensate", "{'order':'o','amount':3}")
                .answer("{'reserved':1}")
                .answer("{'charged':1}");

        assertThat(run.state()).isEqualTo(State.FINISHED);
        assertThat(run.output()).isEqualTo(json("{'order':'o','amount':3}"));
    }

    @Test
    void a_refused_second_call_undoes_the_first() {
        Simulation refused = run("call-then-compensate", "{'order':'o/1','amount':3}")
                .answer("{'reserved':1}")
                .refuse(409);

        Effect.Call undo = refused.call();
        Simulation ended = refused.answer("{}");

        assertThat(undo.method()).isEqualTo("DELETE");
        assertThat(undo.uri()).endsWith("/stock/reservations/o%2F1");
        assertThat(ended.state()).isEqualTo(State.COMPENSATED);
    }

    @Test
    void a_second_call_that_may_have_been_heard_is_undone_too() {
        Simulation refused = run("call-then-compensate", "{'order':'o','amount':3}")
                .answer("{'reserved':1}")
                .refuse(503)
                .due()
                .refuse(409);

        Effect.Call refund = refused.call();
        Effect.Call release = refused.answer("{}").call();

        assertThat(refund.uri()).endsWith("/payment/charges/o");
        assertThat(release.uri()).endsWith("/stock/reservations/o");
        assertThat(refused.answer("{}").state()).isEqualTo(State.COMPENSATED);
    }

    @Test
    void a_chat_gets_the_text() {
        Simulation run = run("notify-a-chat", "{'text':'hot','secret':1}");

        assertThat(run.call().body()).isEqualTo(json("{'text':'hot'}"));
    }
}
