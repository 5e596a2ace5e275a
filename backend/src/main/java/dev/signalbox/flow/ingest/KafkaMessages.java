package dev.signalbox.flow.ingest;

import dev.signalbox.event.Payload;
import java.nio.charset.StandardCharsets;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Records of Kafka as deliveries. What the broker knows of a record stands before its headers, under names of its own. */
final class KafkaMessages {

    private final Source source;
    private final Tools tools;

    KafkaMessages(Source source, Tools tools) {
        this.source = source;
        this.tools = tools;
    }

    Fetched fetched(ConsumerRecord<byte[], byte[]> read) {
        long now = tools.clock().millis();
        String place = read.topic() + '-' + read.partition() + '-' + read.offset();
        Headers headers = Headers.of(headers(read));
        String trace =
                TraceParent.of(headers.first("traceparent"), tools.random()).text();
        Payload body = read.value() == null ? Payload.EMPTY : Payload.of(read.value());
        return new Fetched(
                "message " + place, new Delivery(source, Delivery.Form.MESSAGE, headers, body, place, trace, now, now));
    }

    private static List<Map.Entry<String, String>> headers(ConsumerRecord<byte[], byte[]> read) {
        List<Map.Entry<String, String>> all = new ArrayList<>();
        all.add(entry("kafka-topic", read.topic()));
        all.add(entry("kafka-partition", Integer.toString(read.partition())));
        all.add(entry("kafka-offset", Long.toString(read.offset())));
        all.add(entry("kafka-timestamp", Long.toString(read.timestamp())));
        if (read.key() != null) {
            all.add(entry("kafka-key", Utf8.textOrHex(read.key())));
        }
        for (Header header : read.headers()) {
            if (header.value() != null) {
                all.add(entry(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
            }
        }
        return all;
    }

    private static Map.Entry<String, String> entry(String name, String value) {
        return new SimpleImmutableEntry<>(name, value);
    }
}
