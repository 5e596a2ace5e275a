package dev.signalbox.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.egress.Answer.Answered;
import dev.signalbox.egress.Answer.Failed;
import dev.signalbox.egress.Answer.Kind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.PfxOptions;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody is spoken to who cannot show a certificate that is trusted, is in force, and is for the name that was called. */
final class EgressTlsTest {

    private static final String PASSWORD = "changeit";
    private static final String NAME = "hook.example";

    @TempDir
    private static Path folder;

    private Vertx vertx;

    /** An authority of our own, and what it has signed. */
    @BeforeAll
    static void certificates() throws Exception {
        make("authority", "-genkeypair -dname CN=authority -ext bc:c -validity 100 -startdate -50d");
        make("authority", "-exportcert -rfc -file " + file("authority.pem"));
        certificate("good", NAME, "-0d");
        certificate("ended", NAME, "-30d");
        certificate("other", "other.example", "-0d");
    }

    @BeforeEach
    void open() {
        vertx = Vertx.vertx();
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void a_trusted_certificate_for_the_name_is_spoken_to() throws Exception {
        assertThat(call("good", true)).isInstanceOfSatisfying(Answered.class, answer -> assertThat(answer.status())
                .isEqualTo(200));
    }

    @Test
    void one_that_nobody_trusts_is_not() throws Exception {
        refused(call("good", false), "not trusted", "unable to find valid certification path");
    }

    @Test
    void one_that_has_ended_is_not() throws Exception {
        refused(call("ended", true), "not in force", "NotAfter");
    }

    @Test
    void one_for_another_name_is_not() throws Exception {
        refused(call("other", true), "not accepted", NAME);
    }

    private static void refused(Answer answer, String... words) {
        assertThat(answer).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.kind()).isEqualTo(Kind.TLS);
            assertThat(failed.detail()).contains("certificate").contains(words);
        });
    }

    /** @param trusted whether the client trusts the authority; else it trusts those that Java trusts */
    private Answer call(String shown, boolean trusted) throws Exception {
        HttpServerOptions server = new HttpServerOptions().setSsl(true).setKeyCertOptions(keys(shown));
        int port = vertx.createHttpServer(server)
                .requestHandler(request -> request.response().end())
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS)
                .actualPort();
        HttpClientOptions options = new HttpClientOptions();
        if (trusted) {
            options.setTrustOptions(
                    new PemTrustOptions().addCertPath(file("authority.pem").toString()));
        }
        EgressClient client = new EgressClient(
                vertx,
                new EgressRules(List.of(NAME), Set.of()),
                host -> Future.succeededFuture(List.of(InetAddress.getLoopbackAddress())),
                options);
        Outgoing outgoing = new Outgoing(
                "POST", "https://" + NAME + ':' + port + "/", Map.of(), Buffer.buffer("{}"), Duration.ofSeconds(20));
        return client.call(outgoing).toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static PfxOptions keys(String alias) {
        return new PfxOptions()
                .setPath(file(alias + ".p12").toString())
                .setAlias(alias)
                .setPassword(PASSWORD);
    }

    private static Path file(String name) {
        return folder.resolve(name);
    }

    /** In force for ten days from then on. */
    private static void certificate(String alias, String name, String from) throws Exception {
        make(alias, "-genkeypair -dname CN=" + name);
        make(alias, "-certreq -file " + file("request"));
        make(
                "authority",
                "-gencert -rfc -infile " + file("request") + " -outfile " + file("signed") + " -ext SAN=dns:" + name
                        + " -startdate " + from + " -validity 10");
        String chain = Files.readString(file("signed")) + Files.readString(file("authority.pem"));
        Files.writeString(file("chain"), chain);
        make(alias, "-importcert -noprompt -file " + file("chain"));
    }

    private static void make(String alias, String words) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(words.split(" ")));
        command.addAll(
                List.of("-alias", alias, "-keystore", file(alias + ".p12").toString(), "-storepass", PASSWORD));
        if (words.startsWith("-genkeypair")) {
            command.addAll(List.of("-keyalg", "EC"));
        }
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(file("told").toFile())
                .start();
        assertThat(keytool.waitFor()).as(() -> command + " " + file("told")).isZero();
    }
}
