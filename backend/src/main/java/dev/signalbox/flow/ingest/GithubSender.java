package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.event.Envelope;
import dev.signalbox.flow.ingest.Source.Encoding;
import dev.signalbox.flow.ingest.Source.Hmac;
import dev.signalbox.flow.ingest.Source.Limits;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** GitHub. Events are named after the CloudEvents adapter for GitHub; those of a repository are kept in order. */
final class GithubSender implements Sender {

    static final Hmac HMAC = new Hmac("X-Hub-Signature-256", Encoding.HEX, "sha256=", "{body}");

    private static final Selector REPOSITORY = new Selector.Pointer(JsonPointer.compile("/repository/full_name"));
    private static final String[] URLS = {
        "/repository/html_url",
        "/repository/url",
        "/organization/url",
        "/installation/account/html_url",
        "/enterprise/html_url",
        "/sender/html_url"
    };

    @Override
    public Names names(Delivery delivery, JsonNode body) {
        String id = delivery.headers().first("x-github-delivery");
        String event = delivery.headers().first("x-github-event");
        if (id == null || id.isEmpty() || event == null || !event.matches("[a-z0-9_]{1,64}")) {
            return Names.lacking("the preset github needs the headers X-GitHub-Delivery and X-GitHub-Event");
        }
        JsonNode action = body.path("action");
        String type = "com.github." + event + (action.isTextual() ? '.' + action.textValue() : "");
        return Names.of(type, id).from(url(body)).about(subject(event, body));
    }

    @Override
    public Hmac hmac() {
        return HMAC;
    }

    @Override
    public Limits limits() {
        return Limits.DEFAULT.ofBody(25 * Limits.MIB);
    }

    @Override
    public Selector partitionBy() {
        return REPOSITORY;
    }

    @Override
    public boolean namesSource() {
        return true;
    }

    @Override
    public Map<String, String> headers(Envelope past) {
        String[] words = past.type().split("\\.", -1);
        return Map.of("X-GitHub-Delivery", past.id().id(), "X-GitHub-Event", words.length > 2 ? words[2] : "unknown");
    }

    private static @Nullable String url(JsonNode body) {
        for (String place : URLS) {
            JsonNode url = body.at(place);
            if (url.isTextual() && !url.textValue().isEmpty()) {
                return url.textValue();
            }
        }
        return null;
    }

    private static @Nullable String subject(String event, JsonNode body) {
        return switch (event) {
            case "push", "create", "delete" -> Names.scalar(body.path("ref"));
            case "pull_request", "pull_request_review", "pull_request_review_comment", "pull_request_review_thread" ->
                Names.scalar(body.at("/pull_request/number"));
            case "issues", "issue_comment" -> Names.scalar(body.at("/issue/number"));
            case "commit_comment" -> Names.scalar(body.at("/comment/id"));
            case "fork" -> Names.scalar(body.at("/forkee/html_url"));
            case "status" -> Names.scalar(body.path("sha"));
            default -> Names.scalar(body.path(event).path("id"));
        };
    }
}
