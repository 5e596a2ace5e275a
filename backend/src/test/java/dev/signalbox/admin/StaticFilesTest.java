package dev.signalbox.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.junit5.VertxExtension;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
final class StaticFilesTest {

    private static final String HTML = "\nAccept: text/html";
    private static final Map<String, Buffer> BUILT = Map.of(
            "/index.html", Buffer.buffer("<!doctype html><title>ui</title>"),
            "/assets/app-1a2b.js", Buffer.buffer("export {}"),
            "/docs/index.html", Buffer.buffer("<!doctype html><title>docs</title>"),
            "/docs/errors/paused.html", Buffer.buffer("<!doctype html><title>paused</title>"));

    @Test
    void hashed_files_are_kept_for_a_year_and_the_index_is_asked_for_again(Vertx vertx) {
        Wire wire = serve(vertx, BUILT);

        Wire.Reply script = wire.send("GET /assets/app-1a2b.js");
        Wire.Reply index = wire.send("GET /");

        assertThat(script.header("Cache-Control").orElseThrow()).contains("immutable", "max-age=31536000");
        assertThat(script.header("Content-Type").orElseThrow()).startsWith("text/javascript");
        assertThat(index.header("Cache-Control")).hasValue("no-cache");
        assertThat(index.body()).contains("<title>ui</title>");
    }

    @Test
    void a_page_of_the_docs_needs_neither_its_ending_nor_a_login(Vertx vertx) {
        Wire wire = serve(vertx, BUILT);

        assertThat(wire.send("GET /docs").body()).contains("<title>docs</title>");
        assertThat(wire.send("GET /docs/").body()).contains("<title>docs</title>");
        assertThat(wire.send("GET /docs/errors/paused").body()).contains("<title>paused</title>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/live", "/events/a%2Fb", "/events/push.1", "/login"})
    void a_page_of_the_ui_is_its_index(String path, Vertx vertx) {
        assertThat(serve(vertx, BUILT).send("GET " + path + HTML).body()).contains("<title>ui</title>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.git",
                "/..%2f",
                "/..%2fetc/passwd",
                "/%2e%2e/secret",
                "/foo/bar%2F..%2Findex.html",
                "/assets/gone.js",
                "/api/v1/info",
                "/metrics",
                "/health/none",
                "/..%5cx",
                "/x%00"
            })
    void nothing_else_is_served(String path, Vertx vertx) {
        Wire wire = serve(vertx, BUILT);

        assertThat(wire.send("GET " + path + HTML).status()).isIn(400, 404);
        assertThat(wire.send("GET /").status()).isEqualTo(200);
    }

    @Test
    void a_file_is_no_page_for_who_wants_no_page(Vertx vertx) {
        Wire wire = serve(vertx, BUILT);

        assertThat(wire.send("GET /live\nAccept: application/json").status()).isEqualTo(404);
        assertThat(wire.send("POST /live" + HTML).status()).isEqualTo(404);
    }

    @Test
    void each_page_has_a_nonce_of_its_own_that_the_policy_names(Vertx vertx) {
        Wire wire = serve(vertx, Map.of("/index.html", Buffer.buffer("<meta nonce=\"__csp_nonce__\">")));

        Wire.Reply first = wire.send("GET /rules/github" + HTML);
        Wire.Reply second = wire.send("GET /rules/github" + HTML);

        String nonce = first.body().replaceAll("<meta nonce=\"(.*)\">", "$1");
        assertThat(nonce).hasSize(24);
        assertThat(first.header("Content-Security-Policy").orElseThrow())
                .contains("style-src 'self' 'nonce-" + nonce + "';");
        assertThat(second.body()).doesNotContain(nonce);
    }

    @Test
    void without_a_ui_one_page_says_how_to_get_it(Vertx vertx) {
        Wire.Reply reply = serve(vertx, Map.of()).send("GET /" + HTML);

        assertThat(reply.body())
                .contains("The admin UI was not built: Node 20.19 or newer was not found."
                        + " Install it and run the same command.");
    }

    @Test
    void the_ui_is_read_from_a_jar(@TempDir Path folder) throws Exception {
        Path jar = folder.resolve("ui.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String name :
                    new String[] {"webroot/", "webroot/index.html", "webroot/assets/", "webroot/assets/a.js"}) {
                out.putNextEntry(new JarEntry(name));
                out.closeEntry();
            }
        }

        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            assertThat(Webroot.read(loader)).containsOnlyKeys("/index.html", "/assets/a.js");
        }
    }

    private static Wire serve(Vertx vertx, Map<String, Buffer> files) {
        Router router = Router.router(vertx);
        new StaticFiles(files, new Random(1)).mount(router);
        return new Wire(vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .map(HttpServer::actualPort)
                .toCompletionStage()
                .toCompletableFuture()
                .join());
    }
}
