package dev.signalbox.flow.connection;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

/** Where SQS is and who comes, in the words of the SDK. */
public final class SqsAccess {

    private static final Duration REACHED = Duration.ofSeconds(4);

    private SqsAccess() {}

    /**
     * A client whose calls hold the caller, and are not repeated by itself: whoever reads or sends does that. Nothing is
     * connected yet.
     *
     * @param secrets of the access key, asked for at each call: what they refer to may change
     * @param answer how long an answer may take
     */
    public static SqsClient client(SqsQueue queue, List<Secret> secrets, Duration answer) {
        SqsClientBuilder builder = SqsClient.builder()
                .region(Region.of(queue.region()))
                .credentialsProvider(credentials(queue.accessKeyId(), secrets))
                .overrideConfiguration(all -> all.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(REACHED)
                        .socketTimeout(answer));
        String calls = queue.calls();
        if (calls != null) {
            builder.endpointOverride(URI.create(calls));
        }
        return builder.build();
    }

    /** Without a key those of the environment, of a profile, of the container or of the machine, in this order. */
    private static AwsCredentialsProvider credentials(@Nullable String accessKeyId, List<Secret> secrets) {
        return accessKeyId == null
                ? DefaultCredentialsProvider.builder().build()
                : () -> credentials(accessKeyId, text(secrets.get(0)), secrets.size() < 2 ? null : secrets.get(1));
    }

    private static AwsCredentials credentials(String accessKeyId, String key, @Nullable Secret token) {
        return token == null
                ? AwsBasicCredentials.create(accessKeyId, key)
                : AwsSessionCredentials.create(accessKeyId, key, text(token));
    }

    private static String text(Secret secret) {
        String text = secret.text();
        if (text == null) {
            throw new SecretMissing();
        }
        return text;
    }

    private static final class SecretMissing extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SecretMissing() {
            super("the secret access key, or the token of its session, is not set or cannot be read");
        }
    }
}
