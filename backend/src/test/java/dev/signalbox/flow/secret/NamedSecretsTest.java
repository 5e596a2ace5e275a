package dev.signalbox.flow.secret;

import static dev.signalbox.flow.secret.SecretHub.await;
import static dev.signalbox.flow.secret.SecretHub.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.flow.connection.Problem;
import dev.signalbox.testing.TestRedis;
import dev.signalbox.testing.Until;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedSecretsTest {

    private static TestRedis redis;
    private SecretHub hub;

    @BeforeAll
    static void startRedis() {
        redis = TestRedis.start();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @BeforeEach
    void open() {
        hub = new SecretHub(redis);
    }

    @AfterEach
    void close() {
        hub.close();
    }

    private Held held(String name) {
        return Objects.requireNonNull(hub.secrets.find(name), name);
    }

    @Test
    void a_secret_goes_in_is_never_shown_followed_by_other_hubs_and_forgotten() {
        try (SecretHub other = new SecretHub(redis)) {
            Change change = hub.put("own", "{'value':'canary-1','hosts':['api.shop.example']}");

            assertThat(((Change.Kept) change).created()).isTrue();
            assertThat(hub.secrets.list().toString() + change)
                    .doesNotContain("canary-1")
                    .doesNotContain("1-yranac");
            assertThat(hub.secrets.list().get(0).path("fingerprint").asText()).startsWith("\u2022\u2022\u2022\u2022");
            assertThat(await(hub.redis.send(Request.cmd(Command.HGET, "sb:{hub}:secrets:named", "own")))
                            .toString())
                    .doesNotContain("canary-1");
            assertThat(held("own").value()).hasToString("\"canary-1\"");

            await(other.secrets.follow(-1));
            assertThat(Objects.requireNonNull(other.secrets.find("own")).value())
                    .hasToString("\"canary-1\"");
            assertThat(await(other.secrets.delete("own"))).isInstanceOf(Change.Gone.class);
            await(hub.secrets.follow(-1));
            assertThat(hub.secrets.find("own")).isNull();
            assertThat(await(hub.secrets.delete("own"))).isInstanceOf(Change.Absent.class);
        }
    }

    @Test
    void a_value_that_is_an_object_is_one() {
        hub.put("login", "{'value':{'username':'u','password':'p'},'hosts':['a']}");

        assertThat(held("login").value()).isEqualTo(json("{'username':'u','password':'p'}"));
    }

    @Test
    void a_reference_is_looked_up_again_when_what_it_refers_to_has_changed(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("token"), "first\n");
        hub.put("ofFile", "{'value':'file:" + file + "','hosts':['a']}");
        hub.put("ofEnvironment", "{'value':'env:TOKEN','hosts':['a']}");
        assertThat(held("ofFile").value()).hasToString("\"first\"");
        assertThat(held("ofEnvironment").value()).hasToString("\"of the environment\"");

        hub.environment.remove("TOKEN");
        Files.writeString(file, "second");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));

        Until.holds("the file to be read again", Duration.ofSeconds(10), () -> String.valueOf(
                        held("ofFile").value())
                .equals("\"second\""));
        assertThat(held("ofEnvironment").value()).isNull();
        assertThat(hub.secrets.list()).anySatisfy(one -> {
            assertThat(one.path("fingerprint").asText()).isEqualTo("env:TOKEN");
            assertThat(one.path("missing").asBoolean()).isTrue();
        });
    }

    @Test
    void who_does_not_give_the_value_again_cannot_have_it_sent_elsewhere() {
        hub.put("shop", "{'value':'canary-2','hosts':['a.example','b.example']}");

        Change more = hub.put("shop", "{'hosts':['a.example','evil.example']}");
        assertThat(((Change.Bad) more).problems())
                .extracting(Problem::pointer, Problem::message)
                .containsExactly(tuple(
                        "/value",
                        "this secret was given for a.example, b.example: give its value again for it to be sent to"
                                + " evil.example"));

        assertThat(hub.put("shop", "{'hosts':['b.example']}")).isInstanceOf(Change.Kept.class);
        assertThat(held("shop").mayGoTo("a.example:443")).isFalse();
        assertThat(held("shop").value()).hasToString("\"canary-2\"");
        assertThat(hub.put("shop", "{'value':'canary-3','hosts':['c.example']}"))
                .isInstanceOf(Change.Kept.class);
        assertThat(held("shop").value()).hasToString("\"canary-3\"");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            no value                  | {'hosts':['a']}                                | /value
            no hosts                  | {'value':'s'}                                  | /hosts
            an empty list of hosts    | {'value':'s','hosts':[]}                       | /hosts
            everywhere                | {'value':'s','hosts':['*']}                    | /hosts/0
            an address                | {'value':'s','hosts':['https://a/x']}          | /hosts/0
            a number                  | {'value':4711,'hosts':['a']}                   | /value
            a variable that is not set| {'value':'env:NOT_SET','hosts':['a']}          | /value
            a path that is not whole  | {'value':'file:token','hosts':['a']}           | /value
            an unknown field          | {'value':'s','hosts':['a'],'host':'b'}         | /host
            """)
    void what_is_wrong_is_told_at_its_place(String sentence, String text, String pointer) {
        Change change = hub.put("shop", text);

        assertThat(change).isInstanceOf(Change.Bad.class);
        assertThat(((Change.Bad) change).problems())
                .extracting(Problem::pointer)
                .containsExactly(pointer);
        assertThat(change.toString()).doesNotContain("4711");
    }

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @CsvSource(textBlock = """
            api.example,        api.example:443,       true
            API.example,        api.EXAMPLE:8080,      true
            api.example,        xapi.example:443,      false
            api.example,        api.example.evil:443,  false
            api.example:443,    api.example:443,       true
            api.example:443,    api.example:8443,      false
            *.example,          api.example:443,       true
            *.example,          a.b.example:443,       true
            *.example,          example:443,           false
            *.example,          evilexample:443,       false
            [::1],              [::1]:8080,            true
            [::1]:80,           [::1]:8080,            false
            """)
    void a_secret_goes_to_its_hosts_and_nowhere_else(String host, String target, boolean may) {
        assertThat(Hosts.isOne(host)).isTrue();
        assertThat(Hosts.allow(List.of(host), target)).isEqualTo(may);
    }
}
