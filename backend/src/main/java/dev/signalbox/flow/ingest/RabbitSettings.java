package dev.signalbox.flow.ingest;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.signalbox.flow.ingest.Inlet.Rabbit;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/** What a source says of RabbitMQ, in the words of its client. */
final class RabbitSettings {

    /** How long an answer may take before the broker counts as away. */
    private static final int ANSWER_MILLIS = 4_000;

    private static final int HEARTBEAT_SECONDS = 10;

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
        ConnectionFactory factory = new ConnectionFactory();
        factory.useBlockingIo();
        factory.setAutomaticRecoveryEnabled(false);
        factory.setTopologyRecoveryEnabled(false);
        factory.setConnectionTimeout(ANSWER_MILLIS);
        factory.setHandshakeTimeout(ANSWER_MILLIS);
        factory.setChannelRpcTimeout(ANSWER_MILLIS);
        factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
        factory.setVirtualHost(rabbit.vhost());
        if (rabbit.broker().user() != null) {
            factory.setUsername(rabbit.broker().user());
            factory.setPassword(String.valueOf(
                    secrets.open(source.secrets().get(0), source.name()).text()));
        }
        if (rabbit.broker().tls()) {
            String ca = rabbit.broker().ca();
            factory.useSslProtocol(ca == null ? SSLContext.getDefault() : PemTrust.of(ca));
            factory.enableHostnameVerification();
        }
        List<Address> servers =
                rabbit.broker().servers().stream().map(Address::parseAddress).toList();
        return factory.newConnection(thread, servers, "signalbox-" + source.name());
    }
}
