package dev.signalbox.flow.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signalbox.flow.process.Command;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the reference of the language says of {@code call: http}, each sentence as a case over a real connection. */
class DslReferenceTest {

    private GuardedWorld world;

    @BeforeEach
    void open() {
        world = new GuardedWorld();
        world.input = json("{'petId':1,'status':'sold out','username':'serverless','password':'conformance'}");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    private Command called(String method, String path, String with) {
        return world.make("method: " + method + ", endpoint: '" + world.service() + path + "'" + with);
    }

    private GuardedWorld.Hit hit(String method, String path, String with) {
        assertThat(called(method, path, with)).isInstanceOf(Command.Succeeded.class);
        return world.hits.remove();
    }

    private JsonNode output(String with) {
        return ((Command.Succeeded) called("get", "/pet", with)).output();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "simple interpolation, only possible with top level variables" | /pet/{petId}                     |                                   | /pet/1
            the query of the template stays as it is written               | /pet/findByStatus?status={status}|                                   | /pet/findByStatus?status=sold%20out
            query: "a name/value mapping of the query parameters"          | /pet                             | , query: {a: 1, b: '${ .status }'}| /pet?a=1&b=sold%20out
            the query joins the one of the template                        | /pet?x={petId}                   | , query: {a: true}                | /pet?x=1&a=true
            a list gives one parameter for each of its elements            | /pet                             | , query: {tag: [u, v]}            | /pet?tag=u&tag=v
            """)
    void the_endpoint_is_a_uri_template_and_query_adds_to_it(String sentence, String path, String with, String uri) {
        assertThat(hit("get", path, with == null ? "" : with).uri()).isEqualTo(uri);
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "POST", "Put", "patch", "delete", "options"})
    void the_method_is_written_in_any_case(String method) {
        assertThat(hit(method, "/pet", "").method()).isEqualToIgnoringCase(method);
    }

    @Test
    void headers_are_a_mapping_and_a_body_that_is_an_object_is_json() {
        GuardedWorld.Hit hit =
                hit("post", "/pet", ", headers: {Accept: text/csv, X-Id: '${ .petId }'}, body: {id: '${ .petId }'}");

        assertThat(hit.header("Accept")).isEqualTo("text/csv");
        assertThat(hit.header("X-Id")).isEqualTo("1");
        assertThat(hit.header("Content-Type")).isEqualTo("application/json");
        assertThat(hit.body()).isEqualTo("{\"id\":1}");
    }

    @Test
    void the_body_may_be_one_expression() {
        assertThat(hit("post", "/pet", ", body: '${ {p: .petId} }'").body()).isEqualTo("{\"p\":1}");
    }

    @Test
    void raw_outputs_the_base64_of_the_content() {
        assertThat(new String(Base64.getDecoder().decode(output(", output: raw").asText())))
                .isEqualTo(world.answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ", output: content"})
    void content_is_the_default_and_deserialized(String with) {
        assertThat(output(with)).isEqualTo(json("{'ok':true}"));
    }

    @Test
    void response_outputs_the_whole_response() {
        JsonNode response = output(", headers: {Accept: text/csv}, output: response");

        assertThat(response.at("/request/method").asText()).isEqualTo("GET");
        assertThat(response.at("/request/uri").asText()).isEqualTo(world.service() + "/pet");
        assertThat(response.at("/request/headers/Accept").asText()).isEqualTo("text/csv");
        assertThat(response.at("/statusCode").intValue()).isEqualTo(200);
        assertThat(response.at("/headers/content-type").asText()).isEqualTo("application/json");
        assertThat(response.at("/content/ok").asBoolean()).isTrue();
    }

    @ParameterizedTest(name = "{0} with redirect: {1}")
    @CsvSource({
        "200,false,true",
        "299,false,true",
        "300,false,false",
        "304,false,false",
        "399,false,false",
        "400,false,false",
        "200,true,true",
        "300,true,true",
        "399,true,true",
        "400,true,false",
        "500,true,false"
    })
    void statuses_are_errors_outside_of_200_to_299_or_with_redirect_to_399(int status, boolean redirect, boolean good) {
        world.status = status;
        world.answer = status == 304 ? "" : world.answer;

        Command came = called("get", "/pet", ", redirect: " + redirect);

        assertThat(came instanceof Command.Succeeded).isEqualTo(good);
        if (came instanceof Command.Failed failed) {
            assertThat(failed.fault().type())
                    .isEqualTo("https://serverlessworkflow.io/spec/1.0.0/errors/communication");
            assertThat(failed.fault().status()).isEqualTo(status);
        }
    }

    @Test
    void basic_authentication_may_come_from_the_input() {
        Command came = world.make("method: get, endpoint: {uri: '" + world.service()
                + "/basic-auth/{username}/{password}', authentication: {basic: {username: '${ .username }', password:"
                + " '${ .password }'}}}");

        assertThat(came).isInstanceOf(Command.Succeeded.class);
        GuardedWorld.Hit hit = world.hits.remove();
        assertThat(hit.uri()).isEqualTo("/basic-auth/serverless/conformance");
        assertThat(hit.header("Authorization"))
                .isEqualTo("Basic " + Base64.getEncoder().encodeToString("serverless:conformance".getBytes()));
    }
}
