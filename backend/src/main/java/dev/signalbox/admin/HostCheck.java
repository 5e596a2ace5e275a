package dev.signalbox.admin;

import dev.signalbox.security.Exposure;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Answers only to its own names, so that a page of another site cannot reach it under a name that it lets point here.
 * An address is no such name.
 */
final class HostCheck implements Handler<RoutingContext> {

    private final String bound;
    private final boolean loopback;

    HostCheck(String bound) {
        this.bound = bare(bound);
        this.loopback = Exposure.loopback(bound);
    }

    @Override
    public void handle(RoutingContext context) {
        String host = name(context.request().getHeader(HttpHeaders.HOST));
        if (!own(host) && !probe(context.request().path())) {
            throw Problem.of(
                    421,
                    "misdirected",
                    "the hub is not called \"" + Problem.cut(host) + '"',
                    "use http://" + bound + " or http://127.0.0.1 with its port, or start it with --admin-host NAME");
        }
        context.next();
    }

    private boolean own(String host) {
        return host.equals(bound) || Exposure.loopback(host) || (!loopback && address(host));
    }

    /** Asked for by other machines under whatever name, and guarded by their own token where that is so. */
    private boolean probe(String path) {
        return !loopback && (path.equals("/metrics") || path.startsWith("/health/"));
    }

    private static boolean address(String host) {
        return host.matches("[0-9.]+") || host.contains(":");
    }

    private static String name(@Nullable String header) {
        return header == null ? "" : bare(header.replaceFirst(":\\d*$", ""));
    }

    private static String bare(String host) {
        return host.toLowerCase(Locale.ROOT).replaceFirst("^\\[(.*)]$", "$1");
    }
}
