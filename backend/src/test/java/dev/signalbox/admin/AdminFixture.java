package dev.signalbox.admin;

import dev.signalbox.config.Config;
import dev.signalbox.security.LoginLinks;
import dev.signalbox.security.Sessions;
import dev.signalbox.security.Token;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** An admin port on a free port, and whoever talks to it. */
final class AdminFixture {

    final FixedHub hub = new FixedHub();
    final Token token;
    final AdminServer server;
    final Wire wire;
    long now = 1_800_000_000_000L;

    private final Access access;

    AdminFixture(Vertx vertx, Path data, Optional<Token> metrics) {
        SecureRandom random = new SecureRandom();
        InstantSource clock = () -> Instant.ofEpochMilli(now);
        token = Token.at(data.resolve("admin.token"), random);
        Sessions sessions = new Sessions(data.resolve("sessions"), clock, random);
        access = new Access(token, metrics, sessions, new LoginLinks(clock, random));
        server = new AdminServer(
                vertx, new Config.Listener("127.0.0.1", 0), "http://127.0.0.1:8081", access, hub.doors(), random);
        wire = new Wire(
                server.listen().toCompletionStage().toCompletableFuture().join());
    }

    void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }

    Wire.Reply withToken(String head, String body) {
        return wire.send(head + "\nAuthorization: Bearer " + token.reveal() + "\nContent-Type: application/json", body);
    }

    Wire.Reply withToken(String head) {
        return withToken(head, "");
    }

    SignedIn signIn() {
        String code = access.links().issue().code();
        Wire.Reply reply =
                wire.send("POST /api/v1/login\nContent-Type: application/json", "{\"code\": \"" + code + "\"}");
        String cookie = reply.header("Set-Cookie").orElseThrow();
        return new SignedIn(
                cookie,
                cookie.substring(0, cookie.indexOf(';')),
                reply.json().path("csrf").asText());
    }

    record SignedIn(String setCookie, String cookie, String csrf) {}
}
