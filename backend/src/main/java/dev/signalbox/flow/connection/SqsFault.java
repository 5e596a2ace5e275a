package dev.signalbox.flow.connection;

import java.net.UnknownHostException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Why SQS cannot be used.
 *
 * @param status as of HTTP; what is 429 or 5xx may pass
 * @param isAway whether no call reaches it
 * @param title one line, without data
 * @param detail what SQS said, and what to do
 */
public record SqsFault(int status, String title, String detail, boolean isAway) {

    SqsFault(int status, String title, String detail) {
        this(status, title, detail, false);
    }

    private static final String NO_QUEUE = "SQS has no such queue";
    private static final String UNKNOWN = "AWS does not know the access key";
    private static final String DENIED = "AWS does not allow it";

    private static final Map<String, SqsFault> KNOWN = Map.ofEntries(
            Map.entry("QueueDoesNotExist", new SqsFault(404, NO_QUEUE, "make it, or correct queueUrl")),
            Map.entry("NonExistentQueue", new SqsFault(404, NO_QUEUE, "make it, or correct queueUrl")),
            Map.entry("InvalidAddress", new SqsFault(404, NO_QUEUE, "correct queueUrl or region")),
            Map.entry("AccessDenied", new SqsFault(403, DENIED, "look at the policies of user and queue")),
            Map.entry("AccessDeniedException", new SqsFault(403, DENIED, "look at the policies of user and queue")),
            Map.entry("KmsAccessDenied", new SqsFault(403, DENIED, "look at the policy of the key of the queue")),
            Map.entry("InvalidClientTokenId", new SqsFault(401, UNKNOWN, "correct accessKeyId, or the region")),
            Map.entry("UnrecognizedClientException", new SqsFault(401, UNKNOWN, "correct accessKeyId or its token")),
            Map.entry("InvalidAccessKeyId", new SqsFault(401, UNKNOWN, "correct accessKeyId")),
            Map.entry("MissingAuthenticationToken", new SqsFault(401, UNKNOWN, "give accessKeyId and its secret")),
            Map.entry(
                    "ExpiredToken", new SqsFault(401, "The session of the access key has ended", "give another one")));

    private static final Set<String> THROTTLED = Set.of(
            "RequestThrottled",
            "ThrottlingException",
            "Throttling",
            "RequestLimitExceeded",
            "TooManyRequestsException",
            "KmsThrottled",
            "OverLimit");

    private static final Set<String> SIGNATURE =
            Set.of("SignatureDoesNotMatch", "InvalidSignatureException", "InvalidSignature", "IncompleteSignature");

    private static final Set<String> LATE = Set.of("RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture");

    /** @param fault of a call to this queue */
    public static SqsFault of(Throwable fault, SqsQueue queue) {
        if (fault instanceof AwsServiceException said) {
            String message = said.awsErrorDetails() == null
                    ? said.getMessage()
                    : said.awsErrorDetails().errorMessage();
            String code = said.awsErrorDetails() == null
                    ? null
                    : said.awsErrorDetails().errorCode();
            return of(code, message, said.statusCode(), queue);
        }
        String calls = queue.calls();
        String where = calls == null ? "region " + queue.region() : calls;
        if (unknownHost(fault) != null) {
            return new SqsFault(
                    503,
                    "SQS cannot be found",
                    "there is no host " + unknownHost(fault) + " (" + where + "): is the name right?",
                    true);
        }
        String text = Causes.text(fault);
        if (fault instanceof SdkClientException && text.contains("credentials")) {
            return new SqsFault(
                    401,
                    "There is no access key for AWS",
                    "accessKeyId is not said, and the environment of the hub has none; AWS says: " + text);
        }
        return fault instanceof SdkClientException
                ? new SqsFault(
                        503, "SQS cannot be reached", text + " (" + where + "); is it there, and open from here?", true)
                : new SqsFault(502, "SQS cannot be used", text);
    }

    /**
     * @param code as SQS names it, with or without what it puts before it
     * @param status of the answer; 0 when only a part of it is told of
     */
    public static SqsFault of(@Nullable String code, @Nullable String message, int status, SqsQueue queue) {
        String bare = code == null ? "" : code.substring(Math.max(code.lastIndexOf('.'), code.lastIndexOf('#')) + 1);
        String text = bare + (message == null || message.isEmpty() ? "" : ": " + message);
        SqsFault known = KNOWN.get(bare);
        if (known != null) {
            return new SqsFault(
                    known.status(),
                    known.title(),
                    text + " (" + queue.url() + ", region " + queue.region() + "); " + known.detail());
        } else if (LATE.contains(bare) || (SIGNATURE.contains(bare) && text.contains("xpired"))) {
            return new SqsFault(401, "The clock of the hub is not that of AWS", text + "; set it by NTP");
        } else if (SIGNATURE.contains(bare)) {
            return new SqsFault(401, "The secret access key is wrong", text + "; correct the secret of the access key");
        } else if (THROTTLED.contains(bare) || status == 429) {
            return new SqsFault(429, "SQS takes no more for now", text);
        } else if (bare.equals("BatchRequestTooLong") || text.contains("shorter than") || text.contains("too long")) {
            return new SqsFault(413, "The message is too large for SQS", text);
        }
        boolean ours = status >= 400 && status < 500;
        return new SqsFault(
                ours ? status : 503,
                ours ? "SQS refused the call" : "SQS could not do it",
                text.isEmpty() ? "no reason" : text);
    }

    private static @Nullable String unknownHost(Throwable fault) {
        Throwable each = fault;
        while (each != null && !(each instanceof UnknownHostException)) {
            each = each.getCause();
        }
        return each == null ? null : each.getMessage();
    }

    /** All of it in one line. */
    public String text() {
        return title + ": " + detail;
    }
}
