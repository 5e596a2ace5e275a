package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.words.Hint;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles {@code call: http}. */
final class Calls {

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");

    private final Source source;
    private final Problems problems;
    private final Texts texts;
    private final Authentications authentications;

    Calls(Source source, Problems problems, Texts texts) {
        this.source = source;
        this.problems = problems;
        this.texts = texts;
        this.authentications = new Authentications(source, problems, texts);
    }

    /** Finds what is wrong with what calls may name. */
    void checkReusables(Set<String> known) {
        authentications.checkNamed(known);
    }

    HttpCall compile(String pointer, Set<String> known) {
        String at = pointer + "/with";
        JsonNode with = source.at(at);
        if (with.isMissingNode()) {
            problems.error(source.key(pointer + "/call"), "missing-property", "`call: http` needs `with`", null);
        }
        Template headers = named(at + "/headers", known);
        Template query = named(at + "/query", known);
        Template body = texts.value(at + "/body", SecretNames.and(known));
        Policy policy = authentications.compile(at + "/endpoint/authentication", known);
        return new HttpCall(
                method(at),
                endpoint(at + (with.path("endpoint").isObject() ? "/endpoint/uri" : "/endpoint")),
                headers,
                query,
                body,
                with.path("output").asText("content"),
                with.path("redirect").asBoolean(false),
                Guarded.of(headers, query, body, policy));
    }

    /** A value whose names are told though what they hold is a secret. */
    private @Nullable Template named(String at, Set<String> known) {
        Template template = texts.value(at, SecretNames.and(known));
        if (template instanceof Template.Computed computed && SecretNames.taken(computed.query())) {
            problems.error(
                    source.value(at),
                    "secret-name",
                    "`$secrets` may stand in the values of `" + at.substring(at.lastIndexOf('/') + 1)
                            + "`, not where their names come from",
                    "write each by its name: {X-Api-Key: \"${ $secrets.name }\"}");
        }
        return template;
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
