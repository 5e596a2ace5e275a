package dev.signalbox.flow.secret;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.event.Payload;
import dev.signalbox.flow.connection.RedisTexts;
import dev.signalbox.flow.connection.Secrets;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The secrets in force, in memory, as they are kept in Redis. */
final class LiveSecrets implements RedisTexts.Force, KnownSecrets {

    private static final Logger LOG = LoggerFactory.getLogger(LiveSecrets.class);

    private final Secrets secrets;
    private final Map<String, Held> live = new ConcurrentSkipListMap<>();

    LiveSecrets(Secrets secrets) {
        this.secrets = secrets;
    }

    @Override
    public @Nullable Held find(String name) {
        return live.get(name);
    }

    Collection<Held> all() {
        return live.values();
    }

    @Override
    public void put(String name, String json) {
        try {
            if (Payload.STRICT.readTree(json) instanceof ObjectNode text) {
                NamedSecret secret = SecretText.stored(name, text);
                live.put(name, new Held(secret, secrets.open(secret.kept(), name)));
            } else {
                LOG.error("secret {} is kept in a form that is no object", name);
            }
        } catch (JsonProcessingException e) {
            LOG.error("secret {} is kept in a form that is no JSON", name);
        }
    }

    @Override
    public void remove(String name) {
        live.remove(name);
    }
}
