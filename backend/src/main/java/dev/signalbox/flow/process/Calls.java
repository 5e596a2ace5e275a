package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.words.Hint;
import java.util.Locale;
import java.util.Set;

/** Compiles {@code call: http}. */
final class Calls {

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");

    private final Source source;
    private final Problems problems;
    private final Texts texts;

    Calls(Source source, Problems problems, Texts texts) {
        this.source = source;
        this.problems = problems;
        this.texts = texts;
    }

    HttpCall compile(String pointer, Set<String> known) {
        String at = pointer + "/with";
        JsonNode with = source.at(at);
        if (with.isMissingNode()) {
            problems.error(source.key(pointer + "/call"), "missing-property", "`call: http` needs `with`", null);
        }
        return new HttpCall(
                method(at),
                endpoint(at + (with.path("endpoint").isObject() ? "/endpoint/uri" : "/endpoint")),
                texts.value(at + "/headers", known),
                texts.value(at + "/query", known),
                texts.value(at + "/body", known),
                with.path("output").asText("content"),
                with.path("redirect").asBoolean(false));
    }

    private String method(String at) {
        String method = source.at(at + "/method").asText("GET").toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            problems.error(
                    source.value(at + "/method"),
                    "method",
                    "unknown HTTP method \"" + method + '"',
                    Hint.of(method, METHODS));
        }
        return method;
    }

    private Endpoint endpoint(String pointer) {
        String uri = source.at(pointer).asText();
        if (source.at(pointer).isTextual() && !Endpoint.FORM.matcher(uri).matches()) {
            problems.error(
                    source.value(pointer),
                    "endpoint",
                    wrong(uri),
                    "https://host/path/{property of the input}, and `query`");
        }
        return new Endpoint(uri);
    }

    private static String wrong(String uri) {
        int colon = uri.indexOf("://");
        String scheme = colon < 0 ? "" : uri.substring(0, colon).toLowerCase(Locale.ROOT);
        if (uri.startsWith("${") || uri.startsWith("{")) {
            return "the whole address may not come from data: scheme and host must be written out";
        }
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return "the address must begin with https:// or http://";
        }
        String host = uri.substring(colon + 3).split("[/?#]", 2)[0];
        if (host.contains("{")) {
            return "the host may not come from data: a sender could choose who is called";
        }
        return host.contains("@") ? "the address may not hold a user or password" : "not an address: " + uri;
    }
}
