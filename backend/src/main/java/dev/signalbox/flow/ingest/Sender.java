package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.event.Envelope;
import dev.signalbox.flow.connection.Fields;
import dev.signalbox.flow.ingest.Delivery.Form;
import dev.signalbox.flow.ingest.Source.Hmac;
import dev.signalbox.flow.ingest.Source.Limits;
import dev.signalbox.flow.ingest.Source.Terms;
import dev.signalbox.flow.ingest.Source.Verify;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is special to those who send to a source. There is one class for each, and nothing of it stands elsewhere. */
interface Sender {

    /** How the event in a delivery is named, as far as the source does not say it otherwise. */
    Names names(Delivery delivery, JsonNode body);

    /** {@link Verify#HMAC} when it is the template with other defaults, {@link Verify#PRESET} for a way of its own. */
    default Verify verify() {
        return Verify.HMAC;
    }

    /** Asked only for {@link Verify#PRESET}. */
    default Verifier verifier(Source source, Keys keys, Means means) {
        return new HmacVerifier(source.hmac(), keys);
    }

    /** Whether it verifies by secrets that the source keeps. */
    default boolean hasSecrets() {
        return true;
    }

    /** The defaults of the template. */
    default Hmac hmac() {
        return Hmac.DEFAULT;
    }

    default Limits limits() {
        return Limits.DEFAULT;
    }

    /** Null for the subject. */
    default @Nullable Selector partitionBy() {
        return null;
    }

    /** Reads what only this sender has to be told, and says what is missing. */
    default Terms terms(Fields fields) {
        return Terms.NONE;
    }

    /** How a body of this type is read; null when it is not taken. */
    default @Nullable Form form(MediaType type) {
        return type.isJson() ? Form.HOOK : null;
    }

    /** What it may ask before it sends, or instead of an event. */
    default Greeting greeting(Source source, Means means) {
        return Greeting.NONE;
    }

    /** Whether {@link #names} says a CloudEvents source. */
    default boolean namesSource() {
        return false;
    }

    /** The headers that a delivery of this event had, as far as they can be told from it. */
    default Map<String, String> headers(Envelope past) {
        return Map.of();
    }

    /** A secret made of random bytes, in the form that it wants. */
    default String secret(byte[] random) {
        return HexFormat.of().formatHex(random);
    }

    /** What it is told when its delivery was taken. */
    default Answer thanks(Answer taken) {
        return taken;
    }
}
