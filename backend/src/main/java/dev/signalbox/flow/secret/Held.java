package dev.signalbox.flow.secret;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.signalbox.event.Payload;
import dev.signalbox.flow.connection.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A secret in use. May be asked from any thread. */
public final class Held {

    private final NamedSecret secret;
    private final Secret live;

    Held(NamedSecret secret, Secret live) {
        this.secret = secret;
        this.live = live;
    }

    NamedSecret secret() {
        return secret;
    }

    /** Its value of now, an object when it is the JSON of one, else text; null when it is not there or cannot be read. */
    public synchronized @Nullable JsonNode value() {
        String text = live.text();
        if (text == null || !text.startsWith("{")) {
            return text == null ? null : TextNode.valueOf(text);
        }
        try {
            return Payload.STRICT.readTree(text);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }

    /** @param target host and port, such as {@code api.example.com:443} */
    public boolean mayGoTo(String target) {
        return Hosts.allow(secret.hosts(), target);
    }

    /** The hosts that it may be sent to. */
    public List<String> hosts() {
        return secret.hosts();
    }

    @Override
    public String toString() {
        return "secret " + secret.name();
    }
}
