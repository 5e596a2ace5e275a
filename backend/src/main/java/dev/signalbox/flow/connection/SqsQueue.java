package dev.signalbox.flow.connection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A queue of Amazon SQS, and as whom the hub comes.
 *
 * @param endpoint where calls go; null for AWS, or for where the URL leads when that is not at AWS
 * @param accessKeyId null for whom the environment of the hub says; the secret access key is the first secret beside it, the
 *     token of a session the second
 */
public record SqsQueue(
        String url,
        String region,
        @Nullable String endpoint,
        @Nullable String accessKeyId) {

    private static final Pattern OF_AWS = Pattern.compile(
            "https?://(?:sqs(?:-fips)?\\.(?<new>[a-z0-9-]+)|(?<old>[a-z0-9-]+)\\.queue)\\.amazonaws\\.com(?:\\.cn)?/.+");
    private static final String REGION = "[a-z]{2,4}(?:-[a-z]+)+-[0-9]{1,2}";
    private static final String FIFO = ".fifo";

    public static SqsQueue read(Fields fields) {
        String url = fields.text("queueUrl");
        URI queue = url == null ? null : address(url);
        if (url == null) {
            fields.wrong("queueUrl", "missing: \"https://sqs.eu-central-1.amazonaws.com/123456789012/orders\" for one");
        } else if (queue == null || queue.getPath().length() < 2) {
            fields.wrong(
                    "queueUrl",
                    "wanted the URL of a queue, as `aws sqs get-queue-url` tells it; got \"" + Fields.cut(url) + '"');
        }
        String endpoint = fields.text("endpoint");
        if (endpoint != null && address(endpoint) == null) {
            fields.wrong("endpoint", "wanted http://host:port or https://host; got \"" + Fields.cut(endpoint) + '"');
        }
        String accessKeyId = fields.text("accessKeyId");
        int secrets = fields.texts("secrets").size();
        if (accessKeyId != null && secrets != 1 && secrets != 2) {
            fields.wrong(
                    "secrets", "wanted the secret access key, and behind it the token where the key is of a session");
        } else if (accessKeyId == null && secrets > 0) {
            fields.wrong("accessKeyId", "missing: which key the secret is of");
        }
        return new SqsQueue(url == null ? "" : url, region(fields, url), endpoint, accessKeyId);
    }

    private static String region(Fields fields, @Nullable String url) {
        String named = url == null ? null : regionOf(url);
        String said = fields.text("region");
        if (said == null && named == null && url != null) {
            fields.wrong("region", "missing: the URL of the queue does not tell it; \"eu-central-1\" for one");
        } else if (said != null && !said.matches(REGION)) {
            fields.wrong("region", "wanted a region such as \"eu-central-1\"; got \"" + Fields.cut(said) + '"');
        } else if (said != null && named != null && !said.equals(named)) {
            fields.wrong(
                    "region", "the queue is in " + named + " by its URL: leave region out, or correct one of them");
        }
        return said != null ? said : named == null ? "" : named;
    }

    private static @Nullable String regionOf(String url) {
        Matcher aws = OF_AWS.matcher(url);
        return !aws.matches() ? null : aws.group("new") == null ? aws.group("old") : aws.group("new");
    }

    private static @Nullable URI address(String text) {
        try {
            URI uri = new URI(text);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return http && uri.getHost() != null && uri.getUserInfo() == null && uri.getQuery() == null ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** Who sees the token of a session, and what the key has signed. */
    public List<String> reach() {
        URI place = address(endpoint == null ? url : endpoint);
        return place == null ? List.of() : List.of(place.getScheme() + "://" + place.getAuthority());
    }

    /** Writes what {@link #read} reads. */
    public void write(ObjectNode text) {
        text.put("queueUrl", url).put("region", region);
        if (endpoint != null) {
            text.put("endpoint", endpoint);
        }
        if (accessKeyId != null) {
            text.put("accessKeyId", accessKeyId);
        }
    }

    /** Where calls go; null for where AWS has the region. */
    @Nullable
    String calls() {
        if (endpoint != null || regionOf(url) != null) {
            return endpoint;
        }
        URI queue = URI.create(url);
        return queue.getScheme() + "://" + queue.getAuthority();
    }

    /** Whether it keeps the messages of a group in order. */
    public boolean isFifo() {
        return url.endsWith(FIFO);
    }

    /** The last of its URL. */
    public String name() {
        return url.substring(url.lastIndexOf('/') + 1);
    }
}
