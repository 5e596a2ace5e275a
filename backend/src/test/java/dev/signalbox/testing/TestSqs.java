package dev.signalbox.testing;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.elasticmq.NodeAddress;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * An SQS of this machine, ElasticMQ, in this process on a free port. It takes every key; a test always gives one, and the
 * address, so that the SDK looks for neither elsewhere.
 */
public final class TestSqs {

    private static final Logger PEKKO = Logger.getLogger("org.apache.pekko");
    private static final Logger ELASTIC = Logger.getLogger("org.elasticmq");
    private static final int BATCH = 10;

    private final int port = Programs.freePort();
    private final SqsClient client;

    private TestSqs() {
        PEKKO.setLevel(Level.WARNING);
        ELASTIC.setLevel(Level.WARNING);
        client = SqsClient.builder()
                .endpointOverride(URI.create(endpoint()))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(30)))
                .build();
        SQSRestServerBuilder.withInterface("127.0.0.1")
                .withPort(port)
                .withServerAddress(new NodeAddress("http", "127.0.0.1", port, ""))
                .withAWSRegion("eu-central-1")
                .start()
                .waitUntilStarted();
    }

    /** One for all tests of this process, which take queues of their own; it ends with the process. */
    public static TestSqs shared() {
        return Shared.SQS;
    }

    private static final class Shared {
        private static final TestSqs SQS = new TestSqs();
    }

    public String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    public SqsClient client() {
        return client;
    }

    /** Makes a queue, FIFO where its name says so, and tells its URL. */
    public String queue(String name, Map<QueueAttributeName, String> more) {
        Map<QueueAttributeName, String> attributes = new HashMap<>(more);
        if (name.endsWith(".fifo")) {
            attributes.put(QueueAttributeName.FIFO_QUEUE, "true");
        }
        return client.createQueue(ask -> ask.queueName(name).attributes(attributes))
                .queueUrl();
    }

    /** Sends some, ten at once. */
    public void send(String url, int from, int to, IntFunction<SendMessageBatchRequestEntry.Builder> entry) {
        for (int start = from; start < to; start += BATCH) {
            List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
            for (int n = start; n < Math.min(to, start + BATCH); n++) {
                entries.add(entry.apply(n).id("n" + n).build());
            }
            var answer = client.sendMessageBatch(ask -> ask.queueUrl(url).entries(entries));
            if (answer.hasFailed()) {
                throw new AssertionError(answer.failed());
            }
        }
    }

    /** What is there now, with all that stands beside it; deleted. */
    public List<Message> take(String url) {
        List<Message> got = client.receiveMessage(ask -> ask.queueUrl(url)
                        .maxNumberOfMessages(BATCH)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNamesWithStrings("All"))
                .messages();
        List<DeleteMessageBatchRequestEntry> gone = got.stream()
                .map(each -> DeleteMessageBatchRequestEntry.builder()
                        .id(each.messageId())
                        .receiptHandle(each.receiptHandle())
                        .build())
                .toList();
        if (!gone.isEmpty()) {
            client.deleteMessageBatch(ask -> ask.queueUrl(url).entries(gone));
        }
        return got;
    }

    /** How many are in it that nobody holds, and how many somebody holds. */
    public List<Integer> depth(String url) {
        Map<QueueAttributeName, String> all = client.getQueueAttributes(
                        ask -> ask.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes();
        return List.of(
                Integer.parseInt(all.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)),
                Integer.parseInt(all.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)));
    }
}
