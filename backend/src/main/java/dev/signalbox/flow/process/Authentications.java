package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.words.Hint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles {@code authentication}: said in place, by the name of one of {@code use.authentications}, or by a secret. */
final class Authentications {

    private static final String NAMED = "/use/authentications";

    /** What each scheme has to say unless a secret does; after that what would stand in the text for all to read. */
    private static final Map<String, List<String>> NEEDS = Map.of(
            "basic", List.of("/username", "/password"),
            "bearer", List.of("/token"),
            "oauth2", List.of("/authority", "/grant", "/client/id", "/client/secret"));

    private static final List<String> SECRET = List.of("/password", "/token", "/client/secret");
    private static final Set<String> PROVEN = Set.of("client_secret_basic", "client_secret_post");

    private final Source source;
    private final Problems problems;
    private final Texts texts;
    private final SecretNames secrets;

    Authentications(Source source, Problems problems, Texts texts) {
        this.source = source;
        this.problems = problems;
        this.texts = texts;
        this.secrets = new SecretNames(source, problems);
    }

    /** Finds what is wrong with the named ones, also with those that nobody uses. */
    void checkNamed(Set<String> known) {
        source.at(NAMED).fieldNames().forEachRemaining(name -> {
            String pointer = Source.under(NAMED, name);
            if (source.at(pointer).has("use")) {
                problems.error(
                        source.key(pointer + "/use"),
                        "authentication",
                        "a named authentication says its scheme itself",
                        "one of "
                                + String.join(
                                        ", ", NEEDS.keySet().stream().sorted().toList()));
            } else {
                Policy unused = policy(pointer, known);
            }
        });
    }

    /** Null where nothing is said. */
    @Nullable
    Policy compile(String pointer, Set<String> known) {
        JsonNode node = source.at(pointer);
        if (node.isMissingNode()) {
            return null;
        }
        String name = node.path("use").textValue();
        if (name == null) {
            return policy(pointer, known);
        }
        String named = Source.under(NAMED, name);
        if (!source.at(named).isObject()) {
            List<String> names = new ArrayList<>();
            source.at(NAMED).fieldNames().forEachRemaining(names::add);
            problems.error(
                    source.value(pointer + "/use"),
                    "unknown-authentication",
                    "`use.authentications` has no \"" + name + '"',
                    names.isEmpty() ? "write it there, or say the scheme here" : Hint.of(name, names));
            return null;
        }
        return policy(named, known);
    }

    private @Nullable Policy policy(String pointer, Set<String> known) {
        JsonNode policy = source.at(pointer);
        if (policy.isEmpty()) {
            return null;
        }
        String scheme = policy.fieldNames().next();
        String at = Source.under(pointer, scheme);
        JsonNode said = source.at(at);
        if (said.has("use")) {
            return bySecret(scheme, at);
        }
        if (said.isObject()) {
            NEEDS.getOrDefault(scheme, List.of()).forEach(needed -> need(at, needed));
        }
        if (scheme.equals("oauth2")) {
            oauth2(at);
        }
        SECRET.forEach(each -> written(at + each));
        if (said.isTextual()) {
            written(at);
        }
        Template properties = texts.value(at, SecretNames.and(known));
        Set<String> names = new LinkedHashSet<>();
        Guarded.queries(properties).forEach(query -> names.addAll(SecretNames.in(query)));
        return new Policy(scheme, properties, null, names);
    }

    private Policy bySecret(String scheme, String at) {
        String name = source.at(at + "/use").asText();
        secrets.check(name, source.value(at + "/use"));
        Set<String> others = new HashSet<>();
        source.at(at).fieldNames().forEachRemaining(others::add);
        others.remove("use");
        if (!others.isEmpty()) {
            problems.error(
                    source.key(at + "/use"),
                    "authentication",
                    "the properties come from the secret \"" + name + "\", or from here, not from both",
                    "leave out `use`, or " + String.join(", ", others));
        }
        return new Policy(scheme, null, name, Set.of(name));
    }

    private void need(String at, String needed) {
        if (source.at(at + needed).isMissingNode()) {
            String name = needed.substring(1).replace('/', '.');
            problems.error(
                    source.key(at),
                    "missing-property",
                    "`" + name + "` is missing in `" + at.substring(at.lastIndexOf('/') + 1) + "`",
                    "say it, or `use: <secret>` with an object that has it");
        }
    }

    /** A credential in the text is a warning: it works, and everyone who may read the definition has it. */
    private void written(String at) {
        JsonNode value = source.at(at);
        if (value.isValueNode() && !value.isNull() && !Texts.isExpression(value.asText())) {
            problems.warning(
                    source.value(at),
                    "written-secret",
                    "who may read this definition can read this secret",
                    "make it a secret of the hub, and write ${ $secrets.name }");
        }
    }

    private void oauth2(String at) {
        String authority = source.at(at + "/authority").asText();
        if (!authority.isEmpty() && !Endpoint.FORM.matcher(authority).matches()) {
            problems.error(
                    source.value(at + "/authority"),
                    "endpoint",
                    "the authority must be written out, with https:// or http://",
                    "https://login.example.com, and its path in `endpoints.token`");
        }
        String grant = source.at(at + "/grant").asText("client_credentials");
        if (!grant.equals("client_credentials")) {
            problems.error(
                    source.value(at + "/grant"),
                    "unsupported",
                    "the grant " + grant + " is not supported",
                    "a process has no user beside it: write client_credentials");
        }
        String proof = source.at(at + "/client/authentication").asText("client_secret_post");
        if (!PROVEN.contains(proof)) {
            problems.error(
                    source.value(at + "/client/authentication"),
                    "unsupported",
                    "a client cannot be authenticated by " + proof,
                    "client_secret_post, or client_secret_basic");
        }
    }
}
