package dev.signalbox.flow.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DefinitionsTest {

    /** A mark, which is taken out, stands where the problem is to be found. */
    static List<Arguments> broken() {
        return List.of(
                Arguments.of(
                        "missing-property", "`name` is missing in `workflow`", "do: [{a: {run: {§workflow: {}}}}]"),
                Arguments.of("missing-property", "`workflow` is missing in `run`", "do: [{a: {§run: {}}}]"),
                Arguments.of("listen", "it does not say which events to wait for", "do: [{a: {listen: {§to: {}}}}]"),
                Arguments.of(
                        "listen",
                        "it says one and any",
                        "do: [{a: {listen: {§to: {one: {with: {type: t}}, any: [{with: {type: t}}]}}}}]"),
                Arguments.of(
                        "unsupported",
                        "listening for all events is not supported",
                        "do: [{a: {listen: {to: {any: §[]}}}}]"),
                Arguments.of(
                        "listen",
                        "the type of the event must be written out",
                        "do: [{a: {listen: {to: {one: {with: {type: §'${ .t }'}}}}}}]"),
                Arguments.of(
                        "misplaced",
                        "`until` belongs to `any`",
                        "do: [{a: {listen: {to: {one: {with: {type: t}}, §until: 'true'}}}}]"),
                Arguments.of(
                        "unsupported",
                        "`correlate` without `expect` is not supported beside other events",
                        "do: [{a: {listen: {to: {any: [{with: {type: t}, correlate: {§o: {from: .data.o}}}]}}}}]"),
                Arguments.of(
                        "expression",
                        "unknown variable",
                        "do: [{a: {listen: {to: {one: {with: {type: t, data: '${ §$context.x }'}}}}}}]"),
                Arguments.of(
                        "unsupported",
                        "`foreach` is not supported yet",
                        "do: [{a: {listen: {to: {one: {with: {type: t}}}}, §foreach: {}}}]"),
                Arguments.of(
                        "misplaced",
                        "`consume` belongs to `listen`",
                        "do: [{a: {set: {}, x-signalbox: {§consume: all}}}]"),
                Arguments.of("unsupported", "`run: script` is not supported", "do: [{a: {run: {§script: {code: x}}}}]"),
                Arguments.of("unsupported", "`call: grpc` is not supported", "do: [{a: {call: §grpc, with: {x: 1}}}]"),
                Arguments.of("unsupported", "unknown function `foo`", "do: [{a: {call: §foo}}]"),
                Arguments.of(
                        "unsupported",
                        "`resource` is not followed",
                        "do: [{a: {set: {b: 1}, input: {schema: {§resource: {endpoint: 'https://h/'}}}}}]"),
                Arguments.of(
                        "unsupported",
                        "format avro are not understood",
                        "do: [{a: {set: {}, output: {schema: {format: §avro, document: {type: object}}}}}]"),
                Arguments.of("missing-property", "`document` is missing", "input: {§schema: {}}\ndo: [{a: {set: {}}}]"),
                Arguments.of(
                        "schema-value",
                        "`minimum` wants",
                        "do: [{a: {set: {}, export: {as: ., schema: {document: {properties: {n: {§minimum: x}}}}}}}]"),
                Arguments.of(
                        "schema-refused",
                        "is not followed here",
                        "do: [{a: {set: {}, input: {schema: {document: {items: {§$dynamicRef: x}}}}}}]"),
                Arguments.of("unknown-property", "`wiat` is not known here", "do:\n  - a:\n      §wiat: PT1S"),
                Arguments.of("wrong-type", "`do` must be a list, not an object", "do: §{a: {set: {}}}"),
                Arguments.of("missing-property", "`with` is missing in `event`", "do: [{a: {emit: {§event: {}}}}]"),
                Arguments.of("unknown-task", "no task named \"bb\"", "do: [{a: {set: {}, then: §bb}}, {b: {set: {}}}]"),
                Arguments.of(
                        "unknown-task",
                        "no task named \"c\"",
                        "do: [{a: {switch: [{x: {when: .x, then: §c}}]}}, {b: {do: [{c: {set: {}}}]}}]"),
                Arguments.of("expression", "not a jq expression", "do: [{a: {if: §'.x ==', set: {}}}]"),
                Arguments.of("expression", "unknown function `lenght`", "do: [{a: {set: {n: '${ .x | §lenght }'}}}]"),
                Arguments.of("expression", "unknown variable `$inptu`", "do: [{a: {set: {n: '${ §$inptu.x }'}}}]"),
                Arguments.of(
                        "expression", "`$secrets` may not stand here", "do: [{a: {set: {n: '${ §$secrets.x }'}}}]"),
                Arguments.of("expression", "unknown variable `$ENV`", "do: [{a: {set: {n: '${ §$ENV.HOME }'}}}]"),
                Arguments.of("expression", "`def` is not available", "do: [{a: {set: {n: '${ §def f: f; f }'}}}]"),
                Arguments.of("expression", "`until` is not available", "do: [{a: {set: {n: '${ 1|§until(0; .) }'}}}]"),
                Arguments.of(
                        "unknown-retry",
                        "`use.retries` has no \"oftn\"",
                        "use: {retries: {often: {}}}\ndo: [{a: {try: [{b: {set: {}}}], catch: {retry: §oftn}}}]"),
                Arguments.of(
                        "unknown-property",
                        "`timeout` is not known here",
                        "use: {retries: {often: {limit: {§timeout: {after: PT1M}}}}}\ndo: [{a: {set: {}}}]"),
                Arguments.of("unknown-error", "`use.errors` has no \"late\"", "do: [{a: {raise: {error: §late}}}]"),
                Arguments.of("duration", "not a duration", "do: [{a: {wait: §2s}}]"),
                Arguments.of("duration", "not a duration", "do: [{a: {wait: §P400D}}]"),
                Arguments.of("task-kind", "does not say what to do", "do: [{§a: {then: end}}]"),
                Arguments.of("task-kind", "says two things to do: set and wait", "do: [{§a: {set: {}, wait: PT1S}}]"),
                Arguments.of(
                        "doubled-name", "a task named \"a\" stands above", "do: [{a: {set: {}}}, {§a: {set: {}}}]"),
                Arguments.of("doubled-name", "\"set\" stands here twice", "do: [{a: {set: {}, §set: {}}}]"),
                Arguments.of(
                        "endless-loop", "no way leads out", "do: [{§a: {set: {}, then: b}}, {b: {set: {}, then: a}}]"),
                Arguments.of("endpoint", "the host may not come from data", call("§https://{h}/x")),
                Arguments.of("endpoint", "the whole address may not come from data", call("§'${ .url }'")),
                Arguments.of("endpoint", "must begin with https:// or http://", call("§file:///etc/passwd")),
                Arguments.of("endpoint", "may not hold a user", call("§https://u:p@h/")),
                Arguments.of("sink", "the sink may not come from data", queue("sink: §'${ .s }'")),
                Arguments.of("sink", "\"a b\" cannot be the name of a sink", queue("sink: §a b")),
                Arguments.of(
                        "missing-property",
                        "`sink` is missing in `queue`",
                        "do: [{a: {x-signalbox: {§queue: {to: x}}}}]"),
                Arguments.of("task-kind", "the task does not say what to do", "do: [{§a: {x-signalbox: {}}}]"),
                Arguments.of("unknown-property", "`topic` is not known here", queue("sink: s, §topic: x")),
                Arguments.of("wrong-type", "`to` must be a text, not a list", queue("sink: s, to: §[x]")),
                Arguments.of("wrong-value", "`to` is empty", queue("sink: s, to: §' '")),
                Arguments.of("expression", "unknown variable `$inptu`", queue("sink: s, key: '${ §$inptu.x }'")),
                Arguments.of("header", "is the hub's own", queue("sink: s, headers: {§Idempotency-Key: x}")),
                Arguments.of("header", "come with `type`", queue("sink: s, headers: {§ce_id: x}")),
                Arguments.of("header", "cannot be the name of a header", queue("sink: s, headers: {§a b: x}")),
                Arguments.of(
                        "unsupported", "`debounce` is not supported yet", "do: [{a: {x-signalbox: {§debounce: {}}}}]"),
                Arguments.of(
                        "misplaced",
                        "`concurrency` belongs to the whole process",
                        "do: [{a: {set: {}, x-signalbox: {§concurrency: {limit: 1}}}}]"),
                Arguments.of(
                        "misplaced",
                        "`rateLimit` belongs to the whole process",
                        "do: [{a: {set: {}, x-signalbox: {§rateLimit: {limit: 1, per: PT1M}}}}]"),
                Arguments.of(
                        "missing-property",
                        "`title` is missing in `approval`",
                        "do: [{a: {x-signalbox: {§approval: {}}}}]"),
                Arguments.of(
                        "task-kind",
                        "the task says two things to do",
                        "do: [{a: {x-signalbox: {queue: {sink: s}, §approval: {title: x}}}}]"),
                Arguments.of(
                        "missing-property",
                        "`do` is missing in `compensate`",
                        "do: [{a: {set: {}, x-signalbox: {§compensate: {}}}}]"),
                Arguments.of(
                        "misplaced",
                        "what undoes a task cannot be undone itself",
                        "do: [{a: {set: {}, x-signalbox: {compensate: {do: [{b: {set: {},"
                                + " x-signalbox: {compensate: {§do: [{c: {set: {}}}]}}}}]}}}}]"),
                Arguments.of(
                        "task-kind",
                        "says two things to do: set and x-signalbox",
                        "do: [{§a: {set: {}, x-signalbox: {queue: {sink: s}}}}]"),
                Arguments.of("yaml", "found undefined alias", "do: §*nope"));
    }

    private static String queue(String fields) {
        return "do: [{a: {x-signalbox: {queue: {" + fields + "}}}}]";
    }

    private static String call(String endpoint) {
        return "do: [{a: {call: http, with: {method: get, endpoint: " + quoted(endpoint) + "}}}]";
    }

    private static String quoted(String endpoint) {
        return endpoint.startsWith("§'") ? endpoint : "§'" + endpoint.substring(1) + "'";
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("broken")
    void a_problem_is_told_at_its_place(String code, String message, String marked) {
        assertTold(code, message, marked);
    }

    /** @param marked a text whose mark is taken out */
    static void assertTold(String code, String message, String marked) {
        String text = Simulation.text(marked);
        int mark = text.indexOf('§');
        int line = (int) text.substring(0, mark).lines().count();
        int column = mark - text.lastIndexOf('\n', mark);

        Parsed parsed = Definitions.parse(text.replace("§", ""));

        assertThat(parsed).isInstanceOf(Parsed.Invalid.class);
        assertThat(((Parsed.Invalid) parsed).problems()).anySatisfy(problem -> {
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.message()).contains(message);
            assertThat(problem.line()).isEqualTo(Math.max(line, column == 1 ? line + 1 : line));
            assertThat(problem.column()).isEqualTo(column);
            assertThat(problem.length()).isPositive();
        });
    }

    @Test
    void a_misspelled_name_gets_the_right_one_as_a_hint() {
        Parsed parsed = Definitions.parse(Simulation.text("do: [{a: {set: {}, then: shipp}}, {ship: {set: {}}}]"));

        assertThat(((Parsed.Invalid) parsed).problems())
                .extracting(Problem::hint)
                .containsExactly("did you mean \"ship\"?");
    }

    @Test
    void a_task_that_nobody_reaches_is_a_warning() {
        Parsed parsed =
                Definitions.parse(Simulation.text("do:\n  - a: {set: {x: 1}, then: end}\n  - b: {set: {x: 2}}"));

        assertThat(((Parsed.Valid) parsed).warnings())
                .containsExactly(new Problem(
                        4,
                        5,
                        1,
                        "warning",
                        "unreachable-task",
                        "no way leads to \"b\"",
                        "name it in a `then`, or remove it"));
    }

    @Test
    void an_expression_inside_a_text_is_a_warning() {
        Parsed parsed = Definitions.parse(Simulation.text("do: [{a: {set: {x: 'Hello ${ .name }!'}}}]"));

        assertThat(((Parsed.Valid) parsed).warnings()).extracting(Problem::code).containsExactly("embedded-expression");
    }

    @Test
    void a_definition_tells_which_sinks_it_uses_and_where() {
        Definition definition = Simulation.definition(
                "do: [{b: {x-signalbox: {queue: {sink: s, to: x}}}}, {a: {try: [{c: {x-signalbox: {queue: {sink: t}}}}],"
                        + " catch: {}}}]");

        assertThat(definition.sinks())
                .containsExactly(
                        new Definition.Use("/do/0/b/x-signalbox/queue", "s", true),
                        new Definition.Use("/do/1/a/try/0/c/x-signalbox/queue", "t", false));
    }

    @Test
    void what_grows_or_nests_without_measure_is_refused() {
        String aliases = """
                a: &a [x,x,x,x,x,x,x,x,x]
                b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]
                c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]
                d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]
                e: [*d,*d,*d,*d,*d,*d,*d,*d,*d]
                """;

        assertThat(Definitions.parse(aliases)).isInstanceOf(Parsed.Invalid.class);
        assertThat(Definitions.parse("x: &x [*x]")).isInstanceOf(Parsed.Invalid.class);
        assertThat(Definitions.parse("a: ".repeat(300_000))).isInstanceOf(Parsed.Invalid.class);
        assertThat(Definitions.parse("[".repeat(10_000))).isInstanceOf(Parsed.Invalid.class);
        assertThat(Definitions.parse(Simulation.text("do: [{a: {set: '${ " + "(".repeat(8000) + " }'}}]")))
                .isInstanceOf(Parsed.Invalid.class);
        assertThat(Definitions.parse("")).isInstanceOf(Parsed.Invalid.class);
    }

    @Test
    void a_definition_knows_its_name_label_text_and_hash() {
        Definition definition = Simulation.definition("do: [{a: {set: {x: 1}}}]");

        assertThat(definition.name()).isEqualTo("d");
        assertThat(definition.label()).isEqualTo("0.1.0");
        assertThat(definition.sha256()).hasSize(64);
        assertThat(definition.text()).contains("set: {x: 1}");
    }
}
