package dev.signalbox.flow.ingest;

import dev.signalbox.flow.ingest.Delivery.Form;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * How the body of a request is to be read, by its head.
 *
 * @param batch whether it is a list of CloudEvents
 * @param refusal why it cannot be read; null when it can
 */
record Shape(Form form, boolean batch, @Nullable Answer refusal) {

    static Shape of(HttpServerRequest request, Source source, boolean cloudEvents) {
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            return refused("unsupported_encoding", "Bodies are taken as they are: send it without Content-Encoding.");
        }
        if (request.headers().getAll("Content-Type").size() > 1) {
            return refused("unsupported_media_type", "The header Content-Type came more than once.");
        }
        MediaType type = MediaType.of(request.getHeader("Content-Type"));
        return cloudEvents ? event(type, request.getHeader("ce-specversion") != null) : hook(source, type);
    }

    private static Shape hook(Source source, MediaType type) {
        Form form = source.sender().form(type);
        if (form != null) {
            return new Shape(form, false, null);
        }
        return refused(
                "unsupported_media_type",
                type.name().equals(MediaType.FORM)
                        ? "A form came. Choose the content type application/json in the settings of the webhook."
                        : "Send JSON in UTF-8 with Content-Type: application/json.");
    }

    private static Shape event(MediaType type, boolean binary) {
        if (type.is("application/cloudevents+json")) {
            return new Shape(Form.STRUCTURED, false, null);
        }
        if (type.is("application/cloudevents-batch+json")) {
            return new Shape(Form.STRUCTURED, true, null);
        }
        if (binary
                && !type.name().startsWith("application/cloudevents")
                && !type.name().startsWith("multipart/")) {
            return new Shape(Form.BINARY, false, null);
        }
        return refused(
                "unsupported_media_type",
                "Send a CloudEvent: application/cloudevents+json, application/cloudevents-batch+json, or ce- headers.");
    }

    private static Shape refused(String code, String detail) {
        return new Shape(Form.HOOK, false, Problems.of(415, code, detail));
    }
}
