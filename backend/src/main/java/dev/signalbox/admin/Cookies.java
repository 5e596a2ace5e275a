package dev.signalbox.admin;

import dev.signalbox.security.Sessions;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** The session cookie: no script reads it, no other site sends it. */
final class Cookies {

    private Cookies() {}

    static @Nullable String read(RoutingContext context) {
        Cookie cookie = context.request().getCookie(name(context));
        return cookie == null ? null : cookie.getValue();
    }

    static void set(RoutingContext context, String session) {
        context.response().addCookie(cookie(context, session).setMaxAge(Sessions.LIFE.toSeconds()));
    }

    static void clear(RoutingContext context) {
        context.response().addCookie(cookie(context, "").setMaxAge(0));
    }

    private static Cookie cookie(RoutingContext context, String value) {
        return Cookie.cookie(name(context), value)
                .setHttpOnly(true)
                .setSecure(context.request().isSSL())
                .setSameSite(CookieSameSite.STRICT)
                .setPath("/");
    }

    private static String name(RoutingContext context) {
        return context.request().isSSL() ? "__Host-sb" : "sb";
    }
}
