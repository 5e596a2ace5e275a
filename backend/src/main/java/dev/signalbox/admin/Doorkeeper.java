package dev.signalbox.admin;

import dev.signalbox.security.Sessions.Session;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets nobody in who does not show who they are. What is open to everybody is listed here, and nowhere else. */
final class Doorkeeper implements Handler<RoutingContext> {

    static final String SESSION = "session";

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final Set<String> HEALTH = Set.of("/health/live", "/health/ready");
    private static final String BEARER = "Bearer ";

    private final Access access;
    private final StaticFiles files;

    Doorkeeper(Access access, StaticFiles files) {
        this.access = access;
        this.files = files;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!open(request)) {
            admit(context, request);
        }
        context.next();
    }

    private boolean open(HttpServerRequest request) {
        String path = request.path();
        if (READING.contains(request.method())) {
            return HEALTH.contains(path)
                    || (path.equals("/metrics") && access.metrics().isEmpty())
                    || files.serves(request);
        }
        if (request.method().equals(HttpMethod.POST) && path.equals(LoginResource.PATH)) {
            requireSameOrigin(request);
            return true;
        }
        return request.method().equals(HttpMethod.POST) && WrongPort.delivery(path);
    }

    private void admit(RoutingContext context, HttpServerRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization != null) {
            requireToken(authorization, request);
            return;
        }
        Session session = access.sessions().touch(Cookies.read(context)).orElseThrow(() -> unknown("no credentials"));
        requireSameOrigin(request);
        if (!READING.contains(request.method())) {
            requireCsrf(session, request.getHeader("X-CSRF-Token"));
        }
        context.put(SESSION, session);
    }

    private void requireToken(String authorization, HttpServerRequest request) {
        String token = authorization.startsWith(BEARER)
                ? authorization.substring(BEARER.length()).strip()
                : "";
        boolean scrape = request.path().equals("/metrics")
                && access.metrics().filter(metrics -> metrics.is(token)).isPresent();
        if (!scrape && !access.admin().is(token)) {
            throw unknown("a token that is not known here");
        }
    }

    private static void requireCsrf(Session session, @Nullable String shown) {
        byte[] wanted = session.csrf().getBytes(StandardCharsets.UTF_8);
        byte[] came = String.valueOf(shown).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(wanted, came)) {
            throw Problem.of(
                    403,
                    "csrf",
                    shown == null ? "the header X-CSRF-Token is missing" : "the header X-CSRF-Token is not right",
                    "send the value of csrf from GET /api/v1/session as X-CSRF-Token");
        }
    }

    private static void requireSameOrigin(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        String own = request.scheme() + "://" + request.getHeader(HttpHeaders.HOST);
        boolean sameSite = site == null || site.equals("same-origin") || site.equals("none");
        if (!sameSite || !Optional.ofNullable(origin).orElse(own).equalsIgnoreCase(own)) {
            throw Problem.of(
                    403,
                    "csrf",
                    "the request was made by a page of " + Problem.cut(origin == null ? "another site" : origin),
                    "open the hub's own page, or use the admin token");
        }
    }

    private static Problem unknown(String came) {
        return Problem.of(
                401,
                "unauthorized",
                "wanted the admin token or a session, came with " + came,
                "open the link that \"signalbox login\" prints, or send Authorization: Bearer <admin token>");
    }
}
