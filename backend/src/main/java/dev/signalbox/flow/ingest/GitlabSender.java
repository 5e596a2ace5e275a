package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.event.Envelope;
import dev.signalbox.flow.ingest.Source.Limits;
import dev.signalbox.flow.ingest.Source.Verify;
import dev.signalbox.flow.ingest.Verification.Unverified;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * GitLab. Events are named after the CloudEvents adapter for GitLab, but for two things: their time is that of receipt,
 * for the time that the adapter takes is that of the thing they are about; and they have an id.
 */
final class GitlabSender implements Sender {

    private static final Selector PROJECT = new Selector.Pointer(JsonPointer.compile("/project/path_with_namespace"));
    private static final String TOKEN = "X-Gitlab-Token";

    /** The same for each try of one delivery. The UUID of older versions is shared by events that caused each other. */
    private static final String KEY = "Idempotency-Key";

    private static final String UUID = "X-Gitlab-Event-UUID";

    @Override
    public Names names(Delivery delivery, JsonNode body) {
        String key = delivery.headers().first(KEY);
        String id = key == null || key.isEmpty() ? delivery.headers().first(UUID) : key;
        String kind = Names.first(body, "/object_kind", "/event_name");
        if (id == null || id.isEmpty() || kind == null) {
            return Names.lacking("the preset gitlab needs the header " + UUID + " and an object with object_kind");
        }
        JsonNode about = body.path("object_attributes");
        String more = more(kind, body, about);
        String type = "com.gitlab." + (kind.equals("build") ? "job" : kind) + (more == null ? "" : '.' + more);
        return Names.of(type, id).from(url(kind, body, about)).about(subject(kind, body, about));
    }

    private static @Nullable String more(String kind, JsonNode body, JsonNode about) {
        return switch (kind) {
            case "push", "tag_push" -> null;
            case "issue" -> Names.first(about, "/state", "/action");
            case "note" -> noteable(about);
            case "pipeline" -> Names.scalar(about.path("status"));
            case "build" -> Names.scalar(body.path("build_status"));
            default -> Names.first(about, "/action", "/status");
        };
    }

    /** A comment is on a Commit, MergeRequest, Issue or Snippet. */
    private static @Nullable String noteable(JsonNode about) {
        String on = Names.scalar(about.path("noteable_type"));
        return on == null ? null : on.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    private static @Nullable String url(String kind, JsonNode body, JsonNode about) {
        if (kind.equals("note")) {
            String commit = Names.first(body, "/commit/url");
            String note = Names.scalar(about.path("url"));
            return commit != null || note == null ? commit : note.replaceFirst("#note_.*", "");
        }
        return switch (kind) {
            case "wiki_page", "pipeline" -> Names.first(body, "/project/web_url", "/repository/homepage");
            default -> Names.first(body, "/repository/homepage", "/project/web_url", "/project/homepage");
        };
    }

    private static @Nullable String subject(String kind, JsonNode body, JsonNode about) {
        return switch (kind) {
            case "push" -> Names.first(body, "/checkout_sha", "/ref");
            case "tag_push" -> Names.scalar(body.path("ref"));
            case "note", "pipeline" -> Names.scalar(about.path("id"));
            case "wiki_page" -> Names.scalar(about.path("slug"));
            case "build" -> Names.scalar(body.path("build_id"));
            default -> Names.first(about, "/iid", "/id");
        };
    }

    @Override
    public Verify verify() {
        return Verify.PRESET;
    }

    @Override
    public Verifier verifier(Source source, Keys keys, Means means) {
        return arrival -> {
            Headers headers = arrival.headers();
            String token = headers.first(TOKEN);
            if (token == null) {
                return new Unverified("token_missing", "no header " + TOKEN);
            }
            return headers.all(TOKEN).size() > 1
                    ? new Unverified("token_malformed", "header " + TOKEN + " came more than once")
                    : keys.check("token", List.of(Keys.utf8(token)), Keys::utf8);
        };
    }

    @Override
    public Limits limits() {
        return Limits.DEFAULT.ofBody(25 * Limits.MIB);
    }

    @Override
    public Selector partitionBy() {
        return PROJECT;
    }

    @Override
    public boolean namesSource() {
        return true;
    }

    @Override
    public Map<String, String> headers(Envelope past) {
        return Map.of(KEY, past.id().id());
    }
}
