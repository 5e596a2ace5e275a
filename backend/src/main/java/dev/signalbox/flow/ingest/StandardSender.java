package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.event.Envelope;
import dev.signalbox.flow.ingest.Source.Verify;
import java.util.Base64;
import java.util.Map;

/** Services that sign as standardwebhooks.com says. */
final class StandardSender implements Sender {

    @Override
    public Names names(Delivery delivery, JsonNode body) {
        String id = delivery.headers().first("webhook-id");
        return Names.of(AnySender.said(body.path("type")), id == null || id.isEmpty() ? null : id)
                .about(AnySender.said(body.path("subject")))
                .at(AnySender.said(body.path("timestamp")));
    }

    @Override
    public Verify verify() {
        return Verify.PRESET;
    }

    @Override
    public Verifier verifier(Source source, Keys keys, Means means) {
        return new StandardWebhooksVerifier(keys, means.clock());
    }

    @Override
    public Map<String, String> headers(Envelope past) {
        return Map.of("webhook-id", past.id().id());
    }

    @Override
    public String secret(byte[] random) {
        return StandardWebhooksVerifier.SHARED + Base64.getEncoder().encodeToString(random);
    }
}
