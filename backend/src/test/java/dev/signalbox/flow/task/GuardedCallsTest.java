package dev.signalbox.flow.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.flow.process.Command;
import dev.signalbox.flow.process.Fault;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls that take secrets, over real connections. */
class GuardedCallsTest {

    private static final String OAUTH2 = "{oauth2: {authority: '{service}', endpoints: {token: /token}, grant:"
            + " client_credentials, client: {id: me, secret: '${ $secrets.key }'%s}, scopes: [a, b], audiences: [x]}}";

    private GuardedWorld world;

    @BeforeEach
    void open() {
        world = new GuardedWorld();
        world.secrets.with("key", "canary-key", "127.0.0.1");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void a_secret_goes_out_and_nothing_that_comes_back_has_it() {
        world.answer = "{\"echo\":\"canary-key\",\"n\":1}";

        Command.Succeeded done = world.succeeds("output: response, headers: {X-Key: '${ $secrets.key }'}, query:"
                + " {q: '${ $secrets.key }'}, body: {k: '${ $secrets.key }'}");

        GuardedWorld.Hit hit = world.hits.remove();
        assertThat(hit.header("X-Key")).isEqualTo("canary-key");
        assertThat(hit.header("Idempotency-Key")).endsWith("/do/0/pay/1");
        assertThat(hit.uri()).isEqualTo("/pay?q=canary-key");
        assertThat(hit.body()).isEqualTo("{\"k\":\"canary-key\"}");
        assertThat(done.output().at("/content/n").intValue()).isEqualTo(1);
        assertThat(done.output().at("/content/echo").asText()).isEqualTo(Scrub.MASK);
        assertThat(done.output().toString() + world.moments).doesNotContain("canary");
    }

    @Test
    void what_a_service_says_of_a_secret_is_not_told_by_the_error() {
        world.status = 400;
        world.answer = "no such key: canary-key";

        Fault fault = world.fails("body: '${ $secrets.key }'");

        assertThat(fault.status()).isEqualTo(400);
        assertThat(fault.detail()).contains("no such key: " + Scrub.MASK).doesNotContain("canary");
    }

    @Test
    void a_secret_that_is_not_there_is_named() {
        Fault fault = world.fails("body: '${ $secrets.other }'");

        assertThat(fault.type()).endsWith("/authorization");
        assertThat(fault.status()).isEqualTo(403);
        assertThat(fault.detail()).contains("no secret \"other\"", "on the page Secrets");
        world.secrets.with("other", null, "127.0.0.1");
        assertThat(world.fails("body: '${ $secrets.other }'").detail()).contains("\"other\" has no value now");
        assertThat(world.hits).isEmpty();
    }

    @Test
    void a_secret_of_one_host_is_not_sent_to_another() {
        world.secrets.with("key", "canary-key", "api.example.com");

        Fault fault = world.fails("body: '${ $secrets.key }'");

        assertThat(fault.type()).endsWith("/authorization");
        assertThat(fault.detail())
                .contains("may go to api.example.com and not to 127.0.0.1:" + world.port(), "add this host");
        assertThat(world.hits).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            basic, said in place      | {basic: {username: u, password: '${ $secrets.key }'}} | Basic | u:canary-key
            basic, by a secret        | {basic: {use: login}}                                | Basic | u:canary-word
            basic, by a name          | {use: me}                                            | Basic | named:canary-key
            bearer, said in place     | {bearer: {token: '${ $secrets.key }'}}               | Bearer | canary-key
            bearer, as a text         | {bearer: '${ .token }'}                              | Bearer | canary-data
            bearer, by a secret       | {bearer: {use: key}}                                 | Bearer | canary-key
            """)
    void a_call_proves_who_it_comes_from(String sentence, String policy, String scheme, String parameter) {
        world.secrets.with("login", "{\"username\":\"u\",\"password\":\"canary-word\"}", "127.0.0.1");
        world.answer = "you are " + parameter;

        Command.Succeeded done = world.succeeds(policy, "output: response");

        String sent = scheme.equals("Basic")
                ? Base64.getEncoder().encodeToString(parameter.getBytes(StandardCharsets.UTF_8))
                : parameter;
        assertThat(world.hits.remove().header("Authorization")).isEqualTo(scheme + ' ' + sent);
        assertThat(done.output().toString()).doesNotContain("canary").doesNotContain(sent);
    }

    @Test
    void a_secret_without_what_the_scheme_needs_is_an_error_that_says_so() {
        Fault fault = world.fails("{basic: {use: key}}", "");

        assertThat(fault.type()).endsWith("/configuration");
        assertThat(fault.detail()).contains("the secret \"key\" has no username");
    }

    @ParameterizedTest
    @CsvSource({"'',canary-key", "', authentication: client_secret_basic',"})
    void a_token_is_asked_for_once_and_shown_by_every_call(String how, String inBody) {
        String policy = String.format(OAUTH2, how);

        world.together(5, policy);

        GuardedWorld.Hit asked = world.tokens.remove();
        assertThat(world.tokens).isEmpty();
        assertThat(asked.body()).contains("grant_type=client_credentials", "scope=a+b", "audience=x");
        if (inBody == null) {
            assertThat(asked.header("Authorization"))
                    .isEqualTo("Basic " + Base64.getEncoder().encodeToString("me:canary-key".getBytes()));
            assertThat(asked.body()).doesNotContain("client_id", "client_secret");
        } else {
            assertThat(asked.body()).contains("client_id=me", "client_secret=canary-key");
        }
        assertThat(world.hits).hasSize(5).allSatisfy(hit -> assertThat(hit.header("Authorization"))
                .isEqualTo("Bearer canary-token-1"));
    }

    @Test
    void a_token_is_asked_for_again_shortly_before_it_ends() {
        String policy = String.format(OAUTH2, "");
        world.lasts = 600;
        world.succeeds(policy, "");
        world.now += 569_000;
        world.succeeds(policy, "");
        assertThat(world.tokens).hasSize(1);

        world.now += 2_000;
        world.succeeds(policy, "");

        assertThat(world.tokens).hasSize(2);
        assertThat(world.hits)
                .extracting(hit -> hit.header("Authorization"))
                .containsExactly("Bearer canary-token-1", "Bearer canary-token-1", "Bearer canary-token-2");
    }

    @Test
    void a_token_that_is_refused_is_asked_for_again_once() {
        String policy = String.format(OAUTH2, "");
        world.refused = List.of("Bearer canary-token-1");
        assertThat(world.succeeds(policy, "").output().isMissingNode()).isFalse();
        assertThat(world.tokens).hasSize(2);

        world.refused = List.of("Bearer canary-token-2", "Bearer canary-token-3");
        Fault fault = world.fails(policy, "");

        assertThat(fault.type()).endsWith("/communication");
        assertThat(fault.status()).isEqualTo(401);
        assertThat(fault.toString()).doesNotContain("canary");
        assertThat(world.tokens).hasSize(3);
    }

    @ParameterizedTest(name = "{0} {1} is {2} {3}")
    @CsvSource({
        "401,invalid_client,authentication,401",
        "400,invalid_client,authentication,401",
        "400,invalid_scope,authorization,403",
        "403,,authorization,403",
        "503,,communication,503",
        "429,,communication,429"
    })
    void a_client_that_gets_no_token_is_an_error_that_says_whose(int status, String error, String type, int told) {
        world.tokenStatus = status;
        world.tokenAnswer = "{\"error\":\"" + (error == null ? "canary-key" : error) + "\",\"d\":\"canary-key\"}";

        Fault fault = world.fails(String.format(OAUTH2, ""), "");

        assertThat(fault.type()).endsWith('/' + type);
        assertThat(fault.status()).isEqualTo(told);
        assertThat(fault.detail()).contains("/token answered " + status).doesNotContain("canary");
        assertThat(world.hits).isEmpty();
    }

    @Test
    void the_secret_of_a_client_goes_only_where_it_may_and_so_does_its_token() {
        world.secrets.with("key", "canary-key", "127.0.0.1:" + world.port());
        String elsewhere = String.format(OAUTH2, "").replace("{service}", "http://localhost:" + world.port());

        assertThat(world.fails(elsewhere, "").detail()).contains("and not to localhost:" + world.port());
        assertThat(world.tokens).isEmpty();

        world.secrets.with("key", "canary-key", "localhost");
        assertThat(world.fails(elsewhere, "").detail()).contains("and not to 127.0.0.1:" + world.port());
        assertThat(world.tokens).isEmpty();
    }

    @Test
    void all_of_a_client_may_be_a_secret() {
        world.secrets.with(
                "client",
                "{\"authority\":\"" + world.service() + "\",\"endpoints\":{\"token\":\"/token\"},\"grant\":"
                        + "\"client_credentials\",\"client\":{\"id\":\"me\",\"secret\":\"canary-key\"}}",
                "127.0.0.1");

        JsonNode output = world.succeeds("{oauth2: {use: client}}", "").output();

        assertThat(output.path("ok").asBoolean()).isTrue();
        assertThat(world.hits.remove().header("Authorization")).isEqualTo("Bearer canary-token-1");
    }
}
