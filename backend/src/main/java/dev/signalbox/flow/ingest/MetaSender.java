package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.flow.connection.Fields;
import dev.signalbox.flow.connection.Secret;
import dev.signalbox.flow.ingest.Source.Hmac;
import dev.signalbox.flow.ingest.Source.Terms;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Meta: pages, Instagram, Messenger, WhatsApp. A delivery may report several changes and has no id of its own: it is known
 * again by its entry and its bytes.
 */
final class MetaSender implements Sender {

    @Override
    public Names names(Delivery delivery, JsonNode body) {
        String object = Names.scalar(body.path("object"));
        JsonNode first = body.at("/entry/0");
        if (object == null || !first.isObject()) {
            return Names.lacking("the preset meta needs a webhook of Meta: an object with object and entry");
        }
        String entry = Names.scalar(first.path("id"));
        String id =
                (entry == null ? "" : entry + ':') + Names.mark(delivery.body().bytes());
        String field = field(body.path("entry"));
        return Names.of("com.meta." + object + (field == null ? "" : '.' + field), id)
                .about(entry)
                .at(Names.time(first.path("time")));
    }

    /** What all the changes are of; null when they are of several fields. */
    private static @Nullable String field(JsonNode entries) {
        Set<String> fields = new LinkedHashSet<>();
        for (JsonNode entry : entries) {
            entry.path("changes")
                    .forEach(change -> fields.add(change.path("field").asText("")));
            if (entry.has("messaging")) {
                fields.add("messaging");
            }
        }
        String only = fields.size() == 1 ? fields.iterator().next() : "";
        return only.isEmpty() ? null : only;
    }

    @Override
    public Hmac hmac() {
        return GithubSender.HMAC;
    }

    @Override
    public Terms terms(Fields fields) {
        String token = fields.text("verifyToken");
        if (token == null && !fields.has("verifyToken")) {
            fields.wrong("verifyToken", "missing: the text that you give to Meta as the verify token of the webhook");
        }
        return Terms.NONE.of(token);
    }

    @Override
    public Greeting greeting(Source source, Means means) {
        String kept = source.terms().verifyToken();
        Secret token = kept == null ? () -> null : means.secret(kept, source);
        return new Greeting() {
            @Override
            public @Nullable Answer asked(@Nullable String query) {
                return MetaQuestion.answer(query, token);
            }
        };
    }
}
