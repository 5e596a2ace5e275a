package dev.signalbox.flow.secret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.flow.connection.Fields;
import dev.signalbox.flow.connection.Problem;
import dev.signalbox.flow.connection.Secrets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the text of a secret. What is wrong comes back as problems, all at once, and quotes no value. */
record SecretText(Secrets secrets) {

    /** A longer value is no credential. */
    private static final int LONGEST = 16 * 1024;

    /** What reading came to. */
    sealed interface Read {
        record Good(NamedSecret secret) implements Read {}

        record Bad(List<Problem> problems) implements Read {}
    }

    /**
     * Who may change a secret need not know its value: one that is not given again stays with the hosts that it was given
     * for.
     *
     * @param before the secret that this one takes the place of
     */
    Read fromApi(String name, JsonNode text, @Nullable NamedSecret before, long now) {
        List<Problem> problems = new ArrayList<>();
        if (!name.matches(Fields.NAME)) {
            problems.add(new Problem(
                    "",
                    "a secret's name has 1 to 63 letters, digits, '.', '_' or '-' and begins with a letter or digit"));
        }
        Fields fields = new Fields(text, "", problems);
        List<String> hosts = hosts(fields);
        String value = value(fields, text.path("value"));
        String kept = kept(fields, name, value, before);
        fields.end();
        boolean fresh = before == null || (value != null && !value.startsWith(Secrets.DOTS));
        if (before != null && !fresh) {
            stays(fields, before, hosts);
        }
        return problems.isEmpty()
                ? new Read.Good(new NamedSecret(name, kept, hosts, fresh || before == null ? now : before.changed()))
                : new Read.Bad(problems);
    }

    private String kept(Fields fields, String name, @Nullable String value, @Nullable NamedSecret before) {
        if (value == null && before != null && !fields.has("value")) {
            return before.kept();
        } else if (value == null && !fields.has("value")) {
            fields.wrong("value", "missing: the text of the secret, an object, env:NAME or file:/path");
            return "";
        } else if (value == null) {
            return "";
        } else if (value.length() > LONGEST) {
            fields.wrong("value", "a secret has at most " + LONGEST + " characters");
            return "";
        }
        return secrets.take(fields, "value", value, name, before == null ? List.of() : List.of(before.kept()));
    }

    /** Text as it is, an object as its JSON; null when there is none. */
    private static @Nullable String value(Fields fields, JsonNode value) {
        if (value.isObject()) {
            return String.valueOf(fields.anything("value"));
        }
        boolean there = fields.has("value");
        if (there && (!value.isTextual() || value.textValue().isEmpty())) {
            fields.wrong("value", "wanted text or an object");
        }
        return there && value.isTextual() ? value.textValue() : null;
    }

    private static List<String> hosts(Fields fields) {
        List<String> hosts = fields.texts("hosts");
        if (hosts.isEmpty()) {
            fields.wrong("hosts", "missing: the hosts that it may be sent to, such as [\"api.example.com\"]");
        }
        for (int i = 0; i < hosts.size(); i++) {
            if (!Hosts.isOne(hosts.get(i))) {
                fields.wrong(
                        "hosts/" + i,
                        "wanted a host such as api.example.com, *.example.com or localhost:8080; got \""
                                + Fields.cut(hosts.get(i)) + '"');
            }
        }
        return hosts;
    }

    private static void stays(Fields fields, NamedSecret before, List<String> hosts) {
        List<String> more =
                hosts.stream().filter(host -> !before.hosts().contains(host)).toList();
        if (!more.isEmpty()) {
            fields.wrong(
                    "value",
                    "this secret was given for " + String.join(", ", before.hosts())
                            + ": give its value again for it to be sent to " + String.join(", ", more));
        }
    }

    /** As {@link NamedSecret#stored} wrote it. */
    static NamedSecret stored(String name, ObjectNode text) {
        List<Problem> none = new ArrayList<>();
        return new NamedSecret(
                name,
                text.path("value").asText(),
                new Fields(text, "", none).texts("hosts"),
                text.path("changed").asLong());
    }
}
