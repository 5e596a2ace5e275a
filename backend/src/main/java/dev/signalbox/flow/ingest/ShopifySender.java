package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.signalbox.event.Envelope;
import dev.signalbox.flow.ingest.Source.Encoding;
import dev.signalbox.flow.ingest.Source.Hmac;
import java.util.Map;

/**
 * Shopify. One action of a merchant may report several topics under one event id, so the CloudEvents source names shop
 * and topic.
 */
final class ShopifySender implements Sender {

    private static final String TYPE = "com.shopify.";
    private static final Hmac HMAC = new Hmac("X-Shopify-Hmac-Sha256", Encoding.BASE64, "", "{body}");

    @Override
    public Names names(Delivery delivery, JsonNode body) {
        Headers headers = delivery.headers();
        String id = headers.first("x-shopify-event-id");
        String topic = headers.first("x-shopify-topic");
        String shop = headers.first("x-shopify-shop-domain");
        if (id == null || id.isEmpty() || topic == null || !topic.matches("[a-z0-9_./-]{1,128}")) {
            return Names.lacking("the preset shopify needs the headers X-Shopify-Event-Id and X-Shopify-Topic");
        }
        String at = headers.first("x-shopify-triggered-at");
        return Names.of(TYPE + topic.replace('/', '.'), id)
                .from((shop == null ? "" : shop + '/') + topic)
                .about(Names.first(body, "/id", "/admin_graphql_api_id"))
                .at(at == null ? null : Names.time(TextNode.valueOf(at)));
    }

    @Override
    public Hmac hmac() {
        return HMAC;
    }

    @Override
    public boolean namesSource() {
        return true;
    }

    @Override
    public Map<String, String> headers(Envelope past) {
        String source = past.id().ceSource();
        int slash = source.indexOf('/');
        String dotted = past.type().startsWith(TYPE) ? past.type().substring(TYPE.length()) : past.type();
        boolean shop =
                slash > 0 && source.substring(slash + 1).replace('/', '.').equals(dotted);
        return Map.of(
                "X-Shopify-Event-Id",
                past.id().id(),
                "X-Shopify-Topic",
                shop ? source.substring(slash + 1) : source,
                "X-Shopify-Shop-Domain",
                shop ? source.substring(0, slash) : "",
                "X-Shopify-Triggered-At",
                past.time() == null ? "" : past.time());
    }
}
