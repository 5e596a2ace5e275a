package dev.signalbox.flow.ingest;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Envelope;
import dev.signalbox.event.Payload;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages of RabbitMQ as deliveries. What the broker knows of one stands before its headers, under names of its own. */
final class RabbitMessages {

    private final Source source;
    private final Tools tools;

    RabbitMessages(Source source, Tools tools) {
        this.source = source;
        this.tools = tools;
    }

    Fetched fetched(Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
        long now = tools.clock().millis();
        Headers headers = Headers.of(headers(envelope, properties));
        String trace =
                TraceParent.of(headers.first("traceparent"), tools.random()).text();
        String place = "message " + envelope.getDeliveryTag() + " from exchange \"" + envelope.getExchange()
                + "\", routing key \"" + envelope.getRoutingKey() + '"';
        return new Fetched(
                place,
                new Delivery(
                        source,
                        Delivery.Form.MESSAGE,
                        headers,
                        Payload.of(body),
                        properties.getMessageId(),
                        trace,
                        now,
                        now));
    }

    private static List<Map.Entry<String, String>> headers(Envelope envelope, AMQP.BasicProperties properties) {
        List<Map.Entry<String, String>> all = new ArrayList<>();
        add(all, "amqp-exchange", envelope.getExchange());
        add(all, "amqp-routing-key", envelope.getRoutingKey());
        add(all, "amqp-delivery-tag", envelope.getDeliveryTag());
        add(all, "amqp-redelivered", envelope.isRedeliver());
        add(all, "amqp-message-id", properties.getMessageId());
        add(all, "amqp-correlation-id", properties.getCorrelationId());
        add(all, "amqp-type", properties.getType());
        add(all, "amqp-app-id", properties.getAppId());
        add(
                all,
                "amqp-timestamp",
                properties.getTimestamp() == null
                        ? null
                        : properties.getTimestamp().toInstant());
        add(all, "content-type", properties.getContentType());
        if (properties.getHeaders() != null) {
            properties.getHeaders().forEach((name, value) -> add(all, name, value));
        }
        return all;
    }

    private static void add(List<Map.Entry<String, String>> all, String name, @Nullable Object value) {
        if (value != null) {
            all.add(new SimpleImmutableEntry<>(name, value.toString()));
        }
    }
}
