package dev.signalbox.admin;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;

/** What every answer tells a browser: run only our own scripts, guess no types, show us in no frame. */
final class SafeHeaders implements Handler<RoutingContext> {

    /**
     * The compiled UI sets no HTML from text but the templates of its own bundle: {@code svelte-trusted-html} is the
     * policy that Svelte names for those, and the only one.
     */
    static final String POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " font-src 'self'; connect-src 'self'; object-src 'none'; frame-ancestors 'none'; base-uri 'none';"
            + " form-action 'self'; require-trusted-types-for 'script'; trusted-types svelte-trusted-html";

    /** The same for a page that holds this nonce: its editor makes style elements, and those alone are let in. */
    static String policy(String nonce) {
        return POLICY.replace("style-src 'self'", "style-src 'self' 'nonce-" + nonce + '\'');
    }

    @Override
    public void handle(RoutingContext context) {
        MultiMap headers = context.response().headers();
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        context.next();
    }
}
