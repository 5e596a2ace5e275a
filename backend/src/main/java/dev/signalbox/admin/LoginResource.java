package dev.signalbox.admin;

import dev.signalbox.security.LoginLinks;
import dev.signalbox.security.Sessions;
import dev.signalbox.security.Sessions.Session;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Signing in by a link, and out again. */
final class LoginResource implements Resource {

    static final String PATH = "/api/v1/login";

    private final Vertx vertx;
    private final Sessions sessions;
    private final LoginLinks links;
    private final Supplier<String> adminUrl;

    LoginResource(Vertx vertx, Access access, Supplier<String> adminUrl) {
        this.vertx = vertx;
        this.sessions = access.sessions();
        this.links = access.links();
        this.adminUrl = adminUrl;
    }

    @Override
    public void mount(Router router) {
        router.post(PATH).handler(this::login);
        router.post("/api/v1/login-links").handler(this::link);
        router.get("/api/v1/session").handler(this::show);
        router.delete("/api/v1/session").handler(this::logout);
    }

    private void login(RoutingContext context) {
        String code = new Query(context).body().path("code").asText();
        if (!links.redeem(code)) {
            throw Problem.of(
                    401,
                    "login_link_ended",
                    "this login link was used already, is older than ten minutes, or is from before a restart",
                    "get a fresh one with \"signalbox login\"");
        }
        Answers.json(context, vertx.executeBlocking(sessions::begin).map(session -> {
            Cookies.set(context, session.id());
            return shown(session);
        }));
    }

    private void link(RoutingContext context) {
        if (context.get(Doorkeeper.SESSION) != null) {
            throw Problem.of(
                    403, "token_only", "a session makes no login links", "use the admin token, or \"signalbox login\"");
        }
        LoginLinks.Link link = links.issue();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("url", url(adminUrl.get(), link));
        body.put("expiresAt", link.expiresAt());
        Answers.send(context, 200, "application/json", body);
    }

    static String url(String adminUrl, LoginLinks.Link link) {
        return adminUrl + "/login#" + link.code();
    }

    private void show(RoutingContext context) {
        Answers.send(context, 200, "application/json", shown(context.get(Doorkeeper.SESSION)));
    }

    private void logout(RoutingContext context) {
        Session session = context.get(Doorkeeper.SESSION);
        if (session == null) {
            throw Problem.wrong("a token has no session that could end", "delete its file and restart, to change it");
        }
        vertx.executeBlocking(() -> {
                    sessions.end(session.id());
                    return session;
                })
                .onSuccess(ended -> {
                    Cookies.clear(context);
                    Answers.empty(context);
                })
                .onFailure(context::fail);
    }

    private static Map<String, @Nullable Object> shown(@Nullable Session session) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("user", "admin");
        body.put("csrf", session == null ? null : session.csrf());
        body.put("expiresAt", session == null ? null : session.expiresAt());
        return body;
    }
}
