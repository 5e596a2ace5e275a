package dev.signalbox.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.security.Token;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
final class AccessControlTest {

    private static final Set<String> PUBLIC =
            Set.of("GET /health/live", "GET /health/ready", "GET /metrics", "POST /api/v1/login");
    private static final Set<String> DELIVERIES = Set.of("POST /hooks/", "POST /events/");

    private AdminFixture admin;

    @BeforeEach
    void start(Vertx vertx, @TempDir Path data) {
        admin = new AdminFixture(vertx, data, Optional.empty());
    }

    @AfterEach
    void stop() {
        admin.close();
    }

    @Test
    void every_route_but_the_public_ones_needs_credentials() {
        List<String> routes = admin.server.router().getRoutes().stream()
                .filter(route -> route.getPath() != null)
                .flatMap(AccessControlTest::requests)
                .filter(route -> !PUBLIC.contains(route) && !DELIVERIES.contains(route))
                .toList();

        assertThat(routes).hasSizeGreaterThan(20);
        assertThat(routes).allSatisfy(route -> assertThat(
                        admin.wire.send(route.replaceAll(":\\w+", "x")).status())
                .isEqualTo(401));
        assertThat(routes).filteredOn(route -> route.startsWith("GET")).allSatisfy(route -> assertThat(admin.wire
                        .send(route.replaceAll(":\\w+", "x") + "\nAccept: text/html")
                        .status())
                .isEqualTo(401));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/info/configs",
                "/api/v1/info;x=1",
                "/api/v1/info/",
                "//api/v1/info",
                "/api//v1/info",
                "/API/v1/info",
                "/%61pi/v1/info",
                "/%2561pi/v1/info",
                "/api%2fv1%2finfo",
                "/api/v1/%69nfo",
                "/health/live/../../api/v1/info",
                "/health/live%2f..%2f..%2fapi/v1/info",
                "/x/..;/api/v1/info",
                "/api/v1/info?token=x",
                "/api/v1/info.html",
                "/metrics/configs",
                "/health/configs",
                "/api/v1/info/health/live",
                "/api/v1/info/metrics",
                "/api/v1/info/favicon.svg",
                "/api/v1/info/index.html",
                "/api/v1/info?/health/live"
            })
    void a_path_in_disguise_needs_credentials_too(String path) {
        assertThat(admin.wire.send("GET " + path + "\nAccept: text/html").status())
                .isIn(400, 401, 404)
                .isNotEqualTo(200);
        assertThat(admin.wire.send("GET " + path).status()).isEqualTo(401);
    }

    @Test
    void the_admin_token_opens_and_a_wrong_one_does_not() {
        assertThat(admin.withToken("GET /api/v1/info").status()).isEqualTo(200);

        Wire.Reply refused = admin.wire.send("GET /api/v1/info\nAuthorization: Bearer wrong");

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.json().path("code").asText()).isEqualTo("unauthorized");
        assertThat(refused.json().path("nextStep").asText()).contains("signalbox login");
        assertThat(refused.header("WWW-Authenticate")).isPresent();
    }

    @Test
    void a_login_link_gives_a_session_once() {
        String url =
                admin.withToken("POST /api/v1/login-links").json().path("url").asText();
        String body = "{\"code\": \"" + url.substring(url.indexOf('#') + 1) + "\"}";

        Wire.Reply first = admin.wire.send("POST /api/v1/login\nContent-Type: application/json", body);
        Wire.Reply second = admin.wire.send("POST /api/v1/login\nContent-Type: application/json", body);

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("Set-Cookie").orElseThrow())
                .startsWith("sb=")
                .containsIgnoringCase("; HttpOnly")
                .contains("SameSite=Strict", "Path=/");
        assertThat(second.status()).isEqualTo(401);
        assertThat(second.json().path("code").asText()).isEqualTo("login_link_ended");
    }

    @Test
    void a_session_reads_but_writes_only_with_its_csrf_token() {
        AdminFixture.SignedIn user = admin.signIn();
        String put = "PUT /api/v1/sources/shop\nContent-Type: application/json\nCookie: " + user.cookie();
        String body = "{\"kind\": \"webhook\"}";

        assertThat(admin.wire.send("GET /api/v1/info\nCookie: " + user.cookie()).status())
                .isEqualTo(200);
        assertThat(admin.wire.send(put, body).status()).isEqualTo(403);
        assertThat(admin.wire.send(put + "\nX-CSRF-Token: wrong", body).status())
                .isEqualTo(403);
        assertThat(admin.wire.send(put + "\nX-CSRF-Token: " + user.csrf(), body).status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
                "Origin: http://evil.example",
                "Origin: null"
            })
    void a_page_of_another_site_gets_nothing_with_a_session(String header) {
        AdminFixture.SignedIn user = admin.signIn();
        String credentials = "\nCookie: " + user.cookie() + "\nX-CSRF-Token: " + user.csrf() + '\n' + header;

        assertThat(admin.wire.send("GET /api/v1/stream" + credentials).status()).isEqualTo(403);
        assertThat(admin.wire.send("DELETE /api/v1/session" + credentials).status())
                .isEqualTo(403);
        assertThat(admin.wire
                        .send("POST /api/v1/login\nContent-Type: application/json\n" + header, "{\"code\": \"x\"}")
                        .json()
                        .path("code")
                        .asText())
                .isEqualTo("csrf");
    }

    @Test
    void a_session_that_signed_out_is_unknown() {
        AdminFixture.SignedIn user = admin.signIn();
        String credentials = "\nCookie: " + user.cookie() + "\nX-CSRF-Token: " + user.csrf();

        assertThat(admin.wire.send("DELETE /api/v1/session" + credentials).status())
                .isEqualTo(204);

        assertThat(admin.wire.send("GET /api/v1/info" + credentials).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example:8080", "192.168.0.1", ""})
    void a_foreign_name_is_misdirected(String host) {
        String request = "GET /health/live HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";

        assertThat(admin.wire.sendRaw(request).status()).isIn(400, 421);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:8080", "127.0.0.1:1", "[::1]:8080"})
    void the_own_names_are_answered(String host) {
        String request = "GET /health/live HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";

        assertThat(admin.wire.sendRaw(request).status()).isEqualTo(200);
    }

    @Test
    void metrics_ask_for_their_token_where_there_is_one(Vertx vertx, @TempDir Path data) {
        Token metrics = Token.at(data.resolve("metrics.token"), new SecureRandom());
        AdminFixture guarded = new AdminFixture(vertx, data, Optional.of(metrics));
        String bearer = "\nAuthorization: Bearer " + metrics.reveal();

        assertThat(guarded.wire.send("GET /metrics").status()).isEqualTo(401);
        assertThat(guarded.wire.send("GET /metrics" + bearer).status()).isEqualTo(200);
        assertThat(guarded.wire.send("GET /api/v1/info" + bearer).status()).isEqualTo(401);
        guarded.close();
    }

    private static Stream<String> requests(Route route) {
        Set<HttpMethod> methods = route.methods() == null ? Set.of(HttpMethod.GET) : route.methods();
        return methods.stream().map(method -> method.name() + ' ' + route.getPath());
    }
}
