package dev.signalbox.flow.connection;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Where RabbitMQ is and who comes, in the words of its client. */
public final class RabbitAccess {

    /** How long an answer may take before the broker counts as away. */
    private static final int ANSWER_MILLIS = 4_000;

    private static final int HEARTBEAT_SECONDS = 10;

    private RabbitAccess() {}

    /**
     * A connection that stays broken when it breaks: whoever uses it makes the next one, with nothing left of the last.
     *
     * @param name that the broker shows it under
     * @param thread that all messages come on
     */
    public static Connection connect(
            Broker broker, String vhost, @Nullable String password, String name, ExecutorService thread)
            throws IOException, TimeoutException, GeneralSecurityException {
        ConnectionFactory factory = new ConnectionFactory();
        factory.useBlockingIo();
        factory.setAutomaticRecoveryEnabled(false);
        factory.setTopologyRecoveryEnabled(false);
        factory.setConnectionTimeout(ANSWER_MILLIS);
        factory.setHandshakeTimeout(ANSWER_MILLIS);
        factory.setChannelRpcTimeout(ANSWER_MILLIS);
        factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
        factory.setVirtualHost(vhost);
        if (broker.user() != null) {
            factory.setUsername(broker.user());
            factory.setPassword(String.valueOf(password));
        }
        if (broker.tls()) {
            String ca = broker.ca();
            factory.useSslProtocol(ca == null ? SSLContext.getDefault() : PemTrust.of(ca));
            factory.enableHostnameVerification();
        }
        List<Address> servers =
                broker.servers().stream().map(Address::parseAddress).toList();
        return factory.newConnection(thread, servers, name);
    }
}
