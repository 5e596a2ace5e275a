package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.flow.connection.Fields;
import dev.signalbox.flow.ingest.Delivery.Form;
import dev.signalbox.flow.ingest.Source.Terms;
import dev.signalbox.flow.ingest.Source.Verify;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Twilio: messages and calls, as forms that become JSON. It signs the address that it knows, so that must be said. */
final class TwilioSender implements Sender {

    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>";

    @Override
    public Names names(Delivery delivery, JsonNode body) {
        String message = Names.first(body, "/MessageSid", "/SmsSid", "/SmsMessageSid");
        String call = Names.first(body, "/CallSid");
        if (message != null) {
            String status = Names.first(body, "/MessageStatus", "/SmsStatus");
            return names("message", message, status, "");
        }
        if (call != null) {
            // A call asks several times in one status; what it asks tells them apart.
            return names(
                    "call",
                    call,
                    Names.first(body, "/CallStatus"),
                    ':' + Names.mark(delivery.body().bytes()));
        }
        String type = AnySender.said(body.path("type"));
        String id = AnySender.said(body.path("id"));
        return Names.of(
                type == null ? "com.twilio.received" : type,
                id == null ? Names.mark(delivery.body().bytes()) : id);
    }

    private static Names names(String what, String sid, @Nullable String status, String mark) {
        String more = status == null ? "" : status.toLowerCase(Locale.ROOT);
        return Names.of("com.twilio." + what + (more.isEmpty() ? "" : '.' + more), sid + ':' + more + mark)
                .about(sid);
    }

    @Override
    public Verify verify() {
        return Verify.PRESET;
    }

    @Override
    public Verifier verifier(Source source, Keys keys, Means means) {
        return new TwilioVerifier(String.valueOf(source.terms().publicUrl()), keys);
    }

    @Override
    public Terms terms(Fields fields) {
        String url = fields.text("publicUrl");
        if (url == null && !fields.has("publicUrl")) {
            fields.wrong(
                    "publicUrl",
                    "missing: Twilio signs the address that it calls; say it, e.g. \"https://hooks.example.com/hooks/twilio\"");
        } else if (url != null && !isAddress(url)) {
            fields.wrong(
                    "publicUrl",
                    "wanted the address as Twilio has it, https://host/path without ? and #; got \"" + Fields.cut(url)
                            + '"');
        }
        return Terms.ofUrl(url);
    }

    private static boolean isAddress(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            return web && uri.getHost() != null && uri.getRawQuery() == null && uri.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    @Override
    public @Nullable Form form(MediaType type) {
        return type.is(MediaType.FORM) ? Form.FORM : Sender.super.form(type);
    }

    /** Twilio reads what it is answered as a program for the call: this one does nothing. */
    @Override
    public Answer thanks(Answer taken) {
        return taken.saying("text/xml", XML);
    }
}
