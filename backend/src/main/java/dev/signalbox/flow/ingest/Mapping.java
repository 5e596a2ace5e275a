package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.signalbox.event.Payload;
import dev.signalbox.jq.JqFault;
import java.util.HexFormat;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Reads deliveries: from a verified delivery to an event, whichever way it came. */
final class Mapping {

    private final HookMapping hook;
    private final EntryMapping entry;
    private final MessageMapping message;

    Mapping(RandomGenerator random) {
        Supplier<String> ids = () ->
                HexFormat.of().toHexDigits(random.nextLong()) + HexFormat.of().toHexDigits(random.nextLong());
        this.hook = new HookMapping(ids);
        this.entry = new EntryMapping(hook);
        this.message = new MessageMapping(hook);
    }

    Mapped map(Delivery delivery) {
        try {
            return read(delivery);
        } catch (JqFault e) {
            return Mapped.unmappable(String.valueOf(e.getMessage()));
        }
    }

    private Mapped read(Delivery delivery) {
        if (delivery.form() == Delivery.Form.BINARY) {
            return CloudEventMapping.binary(delivery);
        }
        if (delivery.form() == Delivery.Form.ENTRY && delivery.body().size() == 0) {
            return entry.map(delivery, MissingNode.getInstance());
        }
        if (delivery.form() == Delivery.Form.FORM) {
            FormBody form = FormBody.read(delivery.body().bytes());
            return form == null ? FormBody.UNREADABLE : hook.map(delivery.of(Payload.of(form.text())), form.json());
        }
        if (delivery.form() == Delivery.Form.MESSAGE) {
            return message.map(delivery);
        }
        if (delivery.form() == Delivery.Form.TICK) {
            return Tick.map(delivery);
        }
        StrictJson.Read read = StrictJson.read(delivery.body().bytes());
        if (read instanceof StrictJson.Read.Bad bad) {
            return Mapped.unreadable(bad);
        }
        JsonNode json = ((StrictJson.Read.Good) read).json();
        return switch (delivery.form()) {
            case HOOK -> hook.map(delivery, json);
            case ENTRY -> entry.map(delivery, json);
            case STRUCTURED, BINARY, FORM, MESSAGE, TICK -> CloudEventMapping.structured(delivery, json, true);
            case BUS -> CloudEventMapping.structured(delivery, json, false);
        };
    }
}
