package dev.signalbox.flow.secret;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.flow.connection.Secrets;
import java.util.List;

/**
 * A secret as it is kept.
 *
 * @param kept sealed text, or a reference to where the value is
 * @param hosts where it may be sent; never empty
 * @param changed when its value was given, milliseconds since the epoch
 */
record NamedSecret(String name, String kept, List<String> hosts, long changed) {

    /** As it is kept; read again by {@link SecretText#stored}. */
    ObjectNode stored() {
        ObjectNode text = JsonNodeFactory.instance.objectNode().put("value", kept);
        hosts.forEach(text.putArray("hosts")::add);
        return text.put("changed", changed);
    }

    /** As the API shows it: of a value that was given only its fingerprint. */
    ObjectNode shown() {
        ObjectNode text =
                JsonNodeFactory.instance.objectNode().put("name", name).put("fingerprint", Secrets.shown(kept));
        hosts.forEach(text.putArray("hosts")::add);
        return text.put("changedAt", changed);
    }
}
