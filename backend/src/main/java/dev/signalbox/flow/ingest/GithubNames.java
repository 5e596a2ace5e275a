package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a GitHub webhook, after the CloudEvents adapter for GitHub.
 *
 * @param repository the CloudEvents source: URL of the repository, else of the organization or account
 */
record GithubNames(
        String id, String type, String repository, @Nullable String subject) {

    /** Null when the headers that GitHub always sends are missing. */
    static @Nullable GithubNames of(Headers headers, JsonNode body) {
        String id = headers.first("x-github-delivery");
        String event = headers.first("x-github-event");
        if (id == null || id.isEmpty() || event == null || !event.matches("[a-z0-9_]{1,64}")) {
            return null;
        }
        JsonNode action = body.path("action");
        String type = "com.github." + event + (action.isTextual() ? '.' + action.textValue() : "");
        return new GithubNames(id, type, repository(body), subject(event, body));
    }

    private static String repository(JsonNode body) {
        String[] places = {
            "/repository/html_url",
            "/repository/url",
            "/organization/url",
            "/installation/account/html_url",
            "/enterprise/html_url",
            "/sender/html_url"
        };
        for (String place : places) {
            JsonNode url = body.at(place);
            if (url.isTextual() && !url.textValue().isEmpty()) {
                return url.textValue();
            }
        }
        return "";
    }

    private static @Nullable String subject(String event, JsonNode body) {
        return switch (event) {
            case "push", "create", "delete" -> scalar(body.path("ref"));
            case "pull_request", "pull_request_review", "pull_request_review_comment", "pull_request_review_thread" ->
                scalar(body.at("/pull_request/number"));
            case "issues", "issue_comment" -> scalar(body.at("/issue/number"));
            case "commit_comment" -> scalar(body.at("/comment/id"));
            case "fork" -> scalar(body.at("/forkee/html_url"));
            case "status" -> scalar(body.path("sha"));
            default -> scalar(body.path(event).path("id"));
        };
    }

    private static @Nullable String scalar(JsonNode value) {
        return value.isTextual() || value.isNumber() ? value.asText() : null;
    }
}
