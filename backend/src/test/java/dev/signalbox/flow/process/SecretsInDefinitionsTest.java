package dev.signalbox.flow.process;

import static dev.signalbox.flow.process.Simulation.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsInDefinitionsTest {

    private static final String CALL = """
            use: {secrets: [shop, a-b]}
            do:
              - pay:
                  call: http
                  with:
                    method: post
                    endpoint: https://shop.example/pay
                    headers: {X-Key: '${ "k " + $secrets.shop.key }', X-N: '${ .n }'}
                    query: {t: '${ $secrets["a-b"] }', u: x}
                    body: {token: '${ $secrets.shop.key }', order: '${ $workflow.input.n }'}
            """;

    private static final Map<String, JsonNode> VALUES = Map.of("shop", json("{'key':'canary'}"), "a-b", json("'c&d'"));

    @Test
    void what_is_kept_of_a_call_never_saw_its_secrets() throws Exception {
        Simulation run = new Simulation(CALL, "{'n':7}");
        Effect.Call call = run.call();

        assertThat(call.headers()).isEqualTo(Map.of("X-Key", "\u2022\u2022\u2022\u2022", "X-N", "7"));
        assertThat(call.body()).isEqualTo(json("{'token':'\u2022\u2022\u2022\u2022','order':7}"));
        Confidential confidential = Objects.requireNonNull(call.confidential());
        assertThat(confidential.secrets()).containsExactlyInAnyOrder("shop", "a-b");
        Confidential.Filled filled = confidential.fill(VALUES);
        assertThat(filled.uri()).isEqualTo("https://shop.example/pay?t=c%26d&u=x");
        assertThat(filled.headers()).isEqualTo(Map.of("X-Key", "k canary", "X-N", "7"));
        assertThat(filled.body()).isEqualTo(json("{'token':'canary','order':7}"));
        assertThat(run.steps.toString() + InstanceRecord.encode(run.instance) + call + filled)
                .doesNotContain("canary");
    }

    @Test
    void an_expression_that_fails_on_a_secret_does_not_tell_it() {
        Simulation run = Simulation.of("""
                use: {secrets: [shop]}
                do: [{a: {call: http, with: {method: get, endpoint: 'https://h/', query: {n: '${ $secrets.shop | tonumber }'}}}}]
                """);

        assertThat(run.state()).isEqualTo(State.RUNNING);
        assertThat(catchThrowable(
                        () -> Objects.requireNonNull(run.call().confidential()).fill(Map.of("shop", json("'canary'")))))
                .isInstanceOf(Confidential.Unfilled.class)
                .hasMessageContaining("the secrets shop")
                .hasMessageNotContaining("canary");
    }

    /** A mark, which is taken out, stands where the problem is to be found. */
    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            expression             | may not stand here        | do: [{a: {set: {n: '${ §$secrets.x }'}}}]
            expression             | may not stand here        | do: [{a: {if: §'$secrets.x', set: {}}}]
            expression             | may not stand here        | do: [{a: {set: {}, input: {from: '${ §$secrets.x }'}}}]
            expression             | may not stand here        | do: [{a: {set: {}, output: {as: '${ §$secrets.x }'}}}]
            expression             | may not stand here        | do: [{a: {set: {}, export: {as: '${ §$secrets.x }'}}}]
            expression             | may not stand here        | do: [{a: {emit: {event: {with: {type: t, data: '${ §$secrets.x }'}}}}}]
            expression             | may not stand here        | do: [{a: {x-signalbox: {queue: {sink: s, body: '${ §$secrets.x }'}}}}]
            unlisted-secret        | does not list "y"         | do: [{a: {call: http, with: {method: get, endpoint: 'https://h/', body: '${ §$secrets.y }'}}}]
            secret-name            | nothing computed          | do: [{a: {call: http, with: {method: get, endpoint: 'https://h/', body: '${ §$secrets[.n] }'}}}]
            secret-name            | nothing computed          | do: [{a: {call: http, with: {method: get, endpoint: 'https://h/', body: '${ [1, §$secrets] }'}}}]
            secret-name            | not where their names come from | do: [{a: {call: http, with: {method: get, endpoint: 'https://h/', headers: §'${ {a: $secrets.x} }'}}}]
            unlisted-secret        | does not list "z"         | do: [{a: {call: http, with: {method: get, endpoint: {uri: 'https://h/', authentication: {basic: {use: §z}}}}}}]
            unknown-authentication | has no "me"               | do: [{a: {call: http, with: {method: get, endpoint: {uri: 'https://h/', authentication: {use: §me}}}}}]
            missing-property       | `password` is missing     | do: [{a: {call: http, with: {method: get, endpoint: {uri: 'https://h/', authentication: {§basic: {username: u}}}}}}]
            unsupported            | `digest` is not supported | do: [{a: {call: http, with: {method: get, endpoint: {uri: 'https://h/', authentication: {§digest: {username: u}}}}}}]
            unsupported            | `oidc` is not supported   | do: [{a: {call: http, with: {method: get, endpoint: {uri: 'https://h/', authentication: {§oidc: {use: x}}}}}}]
            authentication         | not from both             | do: [{a: {call: http, with: {method: get, endpoint: {uri: 'https://h/', authentication: {bearer: {§use: x, token: t}}}}}}]
            endpoint               | must be written out       | do: [{a: {call: http, with: {method: get, endpoint: {uri: 'https://h/', authentication: {oauth2: {authority: §'${ .a }', grant: client_credentials, client: {id: i, secret: '${ $secrets.x }'}}}}}}}]
            unsupported            | grant password            | do: [{a: {call: http, with: {method: get, endpoint: {uri: 'https://h/', authentication: {oauth2: {authority: 'https://l/', grant: §password, client: {id: i, secret: '${ $secrets.x }'}}}}}}}]
            unsupported            | by private_key_jwt        | do: [{a: {call: http, with: {method: get, endpoint: {uri: 'https://h/', authentication: {oauth2: {authority: 'https://l/', grant: client_credentials, client: {id: i, secret: '${ $secrets.x }', authentication: §private_key_jwt}}}}}}}]
            """)
    void what_cannot_be_meant_is_refused_at_its_place(String code, String message, String tasks) {
        String text = Simulation.text("use: {secrets: [x]}\n" + tasks);
        int mark = text.indexOf('§');

        List<Problem> problems = ((Parsed.Invalid) Definitions.parse(text.replace("§", ""))).problems();

        assertThat(problems).anySatisfy(problem -> {
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.message()).contains(message);
            assertThat(problem.line()).isEqualTo(3);
            assertThat(problem.column()).isEqualTo(mark - text.lastIndexOf('\n', mark));
            assertThat(problem.hint()).isNotNull();
        });
    }

    @Test
    void a_named_authentication_is_checked_even_when_nobody_uses_it() {
        String text = Simulation.text("use: {authentications: {me: {bearer: {}}}}\ndo: [{a: {set: {}}}]");

        assertThat(((Parsed.Invalid) Definitions.parse(text)).problems().get(0).code())
                .isIn("missing-property", "wrong-value");
    }

    @Test
    void a_password_in_the_text_works_and_is_a_warning_at_its_place() {
        String text = Simulation.text("""
                use: {authentications: {me: {basic: {username: u, password: open}}}}
                do: [{a: {call: http, with: {method: get, endpoint: {uri: 'https://h/', authentication: {use: me}}}}}]
                """);

        Problem warning = ((Parsed.Valid) Definitions.parse(text)).warnings().get(0);

        assertThat(warning.code()).isEqualTo("written-secret");
        assertThat(warning.line()).isEqualTo(2);
        assertThat(warning.column()).isEqualTo(61);
    }
}
