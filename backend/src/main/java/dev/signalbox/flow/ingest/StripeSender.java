package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.flow.ingest.Source.Verify;

/** Stripe: events and thin events. Those of a customer are kept in order, those without one by their object. */
final class StripeSender implements Sender {

    private static final Selector CUSTOMER = new Selector.Pointer(JsonPointer.compile("/data/object/customer"));

    @Override
    public Names names(Delivery delivery, JsonNode body) {
        String type = Names.scalar(body.path("type"));
        String id = Names.scalar(body.path("id"));
        if (type == null || id == null) {
            return Names.lacking("the preset stripe needs an event of Stripe: an object with id and type");
        }
        return Names.of("com.stripe." + type, id)
                .from(Names.first(body, "/account", "/context"))
                .about(Names.first(body, "/data/object/id", "/related_object/id"))
                .at(Names.time(body.path("created")));
    }

    @Override
    public Verify verify() {
        return Verify.PRESET;
    }

    @Override
    public Verifier verifier(Source source, Keys keys, Means means) {
        return new StripeVerifier(keys, means.clock());
    }

    @Override
    public Selector partitionBy() {
        return CUSTOMER;
    }

    @Override
    public boolean namesSource() {
        return true;
    }
}
