package dev.signalbox.admin;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The web UI. All files lie in memory under their exact names, so that no path leads anywhere else. */
final class StaticFiles implements Resource {

    private static final String INDEX = "/index.html";
    private static final String HASHED = "/assets/";
    /** Stands in the index where each answer has a nonce of its own. */
    private static final String NONCE = "__csp_nonce__";

    private static final int NONCE_BYTES = 18;
    private static final String HTML = "text/html; charset=utf-8";
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final Buffer ABSENT = Buffer.buffer("""
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <title>Signalbox</title>
            <p>The admin UI was not built: Node 20.19 or newer was not found. Install it and run the same command.</p>
            </html>
            """);
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", HTML),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("txt", "text/plain; charset=utf-8"));

    private final Map<String, Buffer> files;
    private final RandomGenerator random;

    /** @param files by path from the root, such as {@code /index.html} */
    StaticFiles(Map<String, Buffer> files, RandomGenerator random) {
        this.files = Map.copyOf(files);
        this.random = random;
    }

    /** Whether there is a UI to serve. */
    boolean present() {
        return files.containsKey(INDEX);
    }

    /** Whether the answer is a file, or the page that shows what the path stands for. */
    boolean serves(HttpServerRequest request) {
        return READING.contains(request.method()) && path(request) != null;
    }

    @Override
    public void mount(Router router) {
        router.route().handler(this::serve);
    }

    private void serve(RoutingContext context) {
        String path = READING.contains(context.request().method()) ? path(context.request()) : null;
        if (path == null) {
            context.next();
            return;
        }
        HttpServerResponse response = context.response();
        Buffer body = path.equals(INDEX) ? index(response) : files.getOrDefault(path, ABSENT);
        response
                .putHeader(HttpHeaders.CONTENT_TYPE, type(path))
                .putHeader(HttpHeaders.CACHE_CONTROL, caching(path));
        boolean head = context.request().method().equals(HttpMethod.HEAD);
        response.putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(body.length()));
        (head ? response.end() : response.end(body))
                .onFailure(gone -> context.request().connection().close());
    }

    /** The page, with a nonce that is good for this answer only. */
    private Buffer index(HttpServerResponse response) {
        Buffer built = files.get(INDEX);
        if (built == null) {
            return ABSENT;
        }
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        String nonce = Base64.getEncoder().encodeToString(bytes);
        response.putHeader("Content-Security-Policy", SafeHeaders.policy(nonce));
        return Buffer.buffer(built.toString().replace(NONCE, nonce));
    }

    private @Nullable String path(HttpServerRequest request) {
        String raw = request.path();
        String bare = raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
        for (String name : List.of(raw, bare + ".html", bare + INDEX)) {
            if (files.containsKey(name)) {
                return name;
            }
        }
        boolean page = html(request) && Paths.plain(raw) && !Paths.guarded(raw) && !raw.startsWith(HASHED);
        return page ? INDEX : null;
    }

    private static boolean html(HttpServerRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return request.path().equals("/") || (accept != null && accept.contains("text/html"));
    }

    private static String caching(String path) {
        return path.startsWith(HASHED) ? "public, max-age=31536000, immutable" : "no-cache";
    }

    private static String type(String path) {
        return TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "application/octet-stream");
    }
}
