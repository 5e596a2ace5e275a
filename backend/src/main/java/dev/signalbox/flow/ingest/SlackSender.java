package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.flow.ingest.Source.Encoding;
import dev.signalbox.flow.ingest.Source.Hmac;
import dev.signalbox.flow.ingest.Source.Verify;
import dev.signalbox.flow.ingest.Verification.Unverified;
import io.vertx.core.Future;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The Events API of Slack. Events of a channel are kept in order; the question whether the address is ours is answered. */
final class SlackSender implements Sender {

    private static final String TIME = "X-Slack-Request-Timestamp";
    private static final Hmac HMAC =
            new Hmac("X-Slack-Signature", Encoding.HEX, "v0=", "v0:{header:" + TIME + "}:{body}");

    /** The question is short; what is longer need not be read to know that it is none. */
    private static final int QUESTION = 4096;

    @Override
    public Names names(Delivery delivery, JsonNode body) {
        String outer = Names.scalar(body.path("type"));
        if (outer == null) {
            return Names.lacking("the preset slack needs a request of the Events API: an object with a type");
        }
        JsonNode event = body.path("event");
        String inner = Names.first(event, "/type");
        String subtype = inner == null ? null : Names.first(event, "/subtype");
        return Names.of(
                        "com.slack." + (inner == null ? outer : inner) + (subtype == null ? "" : '.' + subtype),
                        id(delivery, body))
                .from(Names.first(body, "/team_id"))
                .about(Names.first(
                        event, "/channel", "/channel/id", "/channel_id", "/item/channel", "/user", "/user/id"))
                .at(Names.time(body.path("event_time")));
    }

    /** What has no id of its own is known again by its bytes: a retry has the same. */
    private static String id(Delivery delivery, JsonNode body) {
        String id = Names.scalar(body.path("event_id"));
        return id == null ? Names.mark(delivery.body().bytes()) : id;
    }

    @Override
    public Verify verify() {
        return Verify.PRESET;
    }

    @Override
    public Verifier verifier(Source source, Keys keys, Means means) {
        Verifier hmac = new HmacVerifier(HMAC, keys);
        return arrival -> {
            Unverified absent = Unverified.without(arrival.headers(), HMAC.header(), TIME);
            if (absent != null) {
                return absent;
            }
            Unverified off =
                    Tolerance.off(TIME, String.valueOf(arrival.headers().first(TIME)), means.clock());
            return off == null ? hmac.verify(arrival) : off;
        };
    }

    @Override
    public Greeting greeting(Source source, Means means) {
        return new Greeting() {
            @Override
            public @Nullable Future<Answer> told(Arrival genuine) {
                String challenge = challenge(genuine.body());
                return challenge == null
                        ? null
                        : Future.succeededFuture(Answer.empty(200, Map.of()).saying("text/plain", challenge));
            }
        };
    }

    private static @Nullable String challenge(byte[] body) {
        if (body.length > QUESTION
                || !(StrictJson.read(body) instanceof StrictJson.Read.Good good)
                || !good.json().path("type").asText().equals("url_verification")) {
            return null;
        }
        return good.json().path("challenge").textValue();
    }

    @Override
    public boolean namesSource() {
        return true;
    }
}
