package dev.signalbox.flow.ingest;

import dev.signalbox.flow.connection.SqsFault;
import dev.signalbox.flow.ingest.Inlet.Sqs;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The calls that a source makes of its queue, from any of its threads; each holds its caller and fails with what the SDK
 * throws. No list has more than one receipt gave: ten.
 */
final class SqsCalls {

    private static final int MOST = 10;

    private final SqsSettings settings;
    private final Supplier<SqsClient> making;
    private @Nullable SqsClient client;
    private boolean closed;

    SqsCalls(SqsSettings settings) {
        this.settings = settings;
        this.making = settings::client;
    }

    Sqs sqs() {
        return settings.sqs();
    }

    /** Made by the first thread that needs it, for it takes a while. */
    private synchronized SqsClient client() {
        if (client == null) {
            if (closed) {
                throw new IllegalStateException("the source is closed");
            }
            client = making.get();
        }
        return client;
    }

    /** Waits for messages; nobody else gets them until the visibility timeout is over. */
    List<Message> receive() {
        return client().receiveMessage(ask -> ask.queueUrl(sqs().queue().url())
                        .maxNumberOfMessages(MOST)
                        .waitTimeSeconds(SqsSettings.WAIT_SECONDS)
                        .visibilityTimeout(sqs().visibility())
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All"))
                .messages();
    }

    /** What SQS would not do of it, in words; null when all are deleted. */
    @Nullable
    String delete(List<String> receipts) {
        List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
        for (String receipt : receipts) {
            entries.add(DeleteMessageBatchRequestEntry.builder()
                    .id(Integer.toString(entries.size()))
                    .receiptHandle(receipt)
                    .build());
        }
        return wrong(client().deleteMessageBatch(
                        ask -> ask.queueUrl(sqs().queue().url()).entries(entries))
                .failed());
    }

    /**
     * Nobody else gets them for so many seconds from now on; 0 gives them back.
     *
     * @return as for {@link #delete}
     */
    @Nullable
    String hide(List<String> receipts, int seconds) {
        List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
        for (String receipt : receipts) {
            entries.add(ChangeMessageVisibilityBatchRequestEntry.builder()
                    .id(Integer.toString(entries.size()))
                    .receiptHandle(receipt)
                    .visibilityTimeout(seconds)
                    .build());
        }
        return wrong(client().changeMessageVisibilityBatch(
                        ask -> ask.queueUrl(sqs().queue().url()).entries(entries))
                .failed());
    }

    private @Nullable String wrong(List<BatchResultErrorEntry> failed) {
        return failed.isEmpty()
                ? null
                : SqsFault.of(failed.get(0).code(), failed.get(0).message(), 0, sqs().queue())
                        .text();
    }

    /** About how many messages it has, with those that are in somebody's hands. */
    long depth() {
        return client()
                .getQueueAttributes(ask -> ask.queueUrl(sqs().queue().url())
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes()
                .values()
                .stream()
                .flatMap(Stream::ofNullable)
                .mapToLong(Long::parseLong)
                .sum();
    }

    synchronized void close() {
        closed = true;
        if (client != null) {
            client.close();
            client = null;
        }
    }
}
