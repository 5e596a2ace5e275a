package dev.signalbox.flow.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.flow.process.Confidential;
import dev.signalbox.flow.secret.Held;
import dev.signalbox.flow.secret.KnownSecrets;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Gives a call the secrets that it names, provided that they may go where it goes. */
record Purse(KnownSecrets secrets) {

    /**
     * The values by name.
     *
     * @param uri where they are to go
     * @throws Refused when one is not there, or may not go there
     */
    Map<String, JsonNode> open(Confidential confidential, String uri) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        for (String name : new TreeSet<>(confidential.secrets())) {
            Held held = secrets.find(name);
            JsonNode value = held == null ? null : held.value();
            if (held == null || value == null) {
                throw Refused.authorization(
                        "A secret is not there",
                        held == null
                                ? "the hub has no secret \"" + name + "\": make it on the page Secrets, or correct"
                                        + " `use.secrets`"
                                : "the secret \"" + name + "\" has no value now: what it refers to is not set or cannot"
                                        + " be read, or it was sealed with another master key");
            }
            allowed(name, held, uri);
            values.put(name, value);
        }
        return values;
    }

    /** @throws Refused when one of the secrets may not go to where tokens come from */
    void checkAuthority(Set<String> names, String uri) {
        for (String name : new TreeSet<>(names)) {
            Held held = secrets.find(name);
            if (held != null) {
                allowed(name, held, uri);
            }
        }
    }

    private static void allowed(String name, Held held, String uri) {
        String target = target(uri);
        if (!held.mayGoTo(target)) {
            throw Refused.authorization(
                    "A secret may not go there",
                    "the secret \"" + name + "\" may go to " + String.join(", ", held.hosts()) + " and not to " + target
                            + ": add this host to the secret, giving its value again, or correct the address");
        }
    }

    /** Host and port as they are asked for; a text that is no address names none, and no secret goes there. */
    static String target(String uri) {
        try {
            URI parsed = URI.create(uri);
            int usual = "https".equalsIgnoreCase(parsed.getScheme()) ? 443 : 80;
            return parsed.getHost() + ':' + (parsed.getPort() < 0 ? usual : parsed.getPort());
        } catch (IllegalArgumentException e) {
            return "an unreadable address";
        }
    }
}
