package dev.signalbox.flow.ingest;

import com.rabbitmq.client.Connection;
import dev.signalbox.flow.connection.RabbitAccess;
import dev.signalbox.flow.connection.Secrets;
import dev.signalbox.flow.ingest.Inlet.Rabbit;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What a source says of RabbitMQ, in the words of its client. */
final class RabbitSettings {

    private final Source source;
    private final Rabbit rabbit;
    private final Secrets secrets;

    RabbitSettings(Source source, Rabbit rabbit, Secrets secrets) {
        this.source = source;
        this.rabbit = rabbit;
        this.secrets = secrets;
    }

    Source source() {
        return source;
    }

    Rabbit rabbit() {
        return rabbit;
    }

    /**
     * A connection that stays broken when it breaks: whoever reads makes the next one, with nothing left of the last.
     *
     * @param thread that all messages come on
     */
    Connection connect(ExecutorService thread) throws IOException, TimeoutException, GeneralSecurityException {
        return RabbitAccess.connect(rabbit.broker(), rabbit.vhost(), password(), "signalbox-" + source.name(), thread);
    }

    private @Nullable String password() {
        return source.secrets().isEmpty()
                ? null
                : secrets.open(source.secrets().get(0), source.name()).text();
    }
}
