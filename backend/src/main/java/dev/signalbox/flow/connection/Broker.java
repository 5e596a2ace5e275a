package dev.signalbox.flow.connection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a broker is, and as whom the hub comes.
 *
 * @param servers {@code host:port}, of which one has to be there
 * @param ca a file with the certificates that are trusted, as PEM; null for those that Java trusts
 * @param user null for nobody; the password is the one secret beside it
 */
public record Broker(
        List<String> servers,
        boolean tls,
        @Nullable String ca,
        @Nullable String user) {

    private static final String HOST_AND_PORT = "([^\\s:,/\\[\\]]+|\\[[0-9a-fA-F:.]+]):[0-9]{1,5}";

    /** @param port the usual one, for the example in a hint */
    public static Broker read(Fields fields, String port) {
        List<String> servers = fields.texts("servers");
        if (servers.isEmpty()) {
            fields.wrong("servers", "missing: where the broker is, such as [\"broker-1:" + port + "\"]");
        }
        for (int i = 0; i < servers.size(); i++) {
            if (!servers.get(i).matches(HOST_AND_PORT)) {
                fields.wrong("servers/" + i, "wanted host:port; got \"" + Fields.cut(servers.get(i)) + '"');
            }
        }
        String ca = fields.text("ca");
        boolean tls = fields.flag("tls");
        if (ca != null && !ca.startsWith("/")) {
            fields.wrong("ca", "wanted the absolute path of a file of certificates (PEM)");
        } else if (ca != null && !tls) {
            fields.wrong("ca", "is for a broker that speaks TLS: say \"tls\": true as well");
        }
        String user = fields.text("user");
        int secrets = fields.texts("secrets").size();
        if (user != null && secrets != 1) {
            fields.wrong("secrets", "wanted the password of the user, and nothing else: one secret");
        } else if (user == null && secrets > 0) {
            fields.wrong("user", "missing: whose password the secret is");
        }
        return new Broker(servers, tls, ca, user);
    }

    /** Where the password is sent, and whether others on the way can read it. */
    public List<String> reach() {
        return servers.stream()
                .map(server -> tls ? server : server + " without TLS")
                .toList();
    }

    /** Writes what {@link #read} reads. */
    public void write(ObjectNode text) {
        servers.forEach(text.putArray("servers")::add);
        if (tls) {
            text.put("tls", true);
        }
        if (ca != null) {
            text.put("ca", ca);
        }
        if (user != null) {
            text.put("user", user);
        }
    }
}
