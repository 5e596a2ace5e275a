package dev.signalbox.flow.connection;

import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.apache.kafka.common.security.scram.ScramLoginModule;
import org.jspecify.annotations.Nullable;

/** Where Kafka is and who comes, in the words of its clients. */
public final class KafkaAccess {

    private KafkaAccess() {}

    public static void put(Map<String, Object> all, Broker broker, Mechanism mechanism, @Nullable String password) {
        all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.servers());
        all.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, "");
        all.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
        String transport = broker.tls() ? "SSL" : "PLAINTEXT";
        all.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, broker.user() == null ? transport : "SASL_" + transport);
        if (broker.ca() != null) {
            all.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
            all.put(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG, broker.ca());
        }
        if (broker.user() != null) {
            boolean plain = mechanism == Mechanism.PLAIN;
            Class<?> module = plain ? PlainLoginModule.class : ScramLoginModule.class;
            all.put(SaslConfigs.SASL_MECHANISM, mechanism.name().replace('_', '-'));
            all.put(
                    SaslConfigs.SASL_JAAS_CONFIG,
                    module.getName() + " required username=" + quoted(broker.user()) + " password=" + quoted(password)
                            + ';');
        }
    }

    private static String quoted(@Nullable String text) {
        return '"' + (text == null ? "" : text.replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
    }
}
