package dev.signalbox.flow.ingest;

import dev.signalbox.flow.connection.Secrets;
import dev.signalbox.flow.connection.SqsAccess;
import dev.signalbox.flow.ingest.Inlet.Sqs;
import java.time.Duration;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What a source says of SQS, in the words of its SDK. */
final class SqsSettings {

    /** How long a call waits at SQS for the first message. */
    static final int WAIT_SECONDS = 20;

    private static final Duration ANSWER = Duration.ofSeconds(WAIT_SECONDS + 5);

    private final Source source;
    private final Sqs sqs;
    private final Secrets secrets;

    SqsSettings(Source source, Sqs sqs, Secrets secrets) {
        this.source = source;
        this.sqs = sqs;
        this.secrets = secrets;
    }

    Source source() {
        return source;
    }

    Sqs sqs() {
        return sqs;
    }

    SqsClient client() {
        return SqsAccess.client(
                sqs.queue(),
                source.secrets().stream()
                        .map(kept -> secrets.open(kept, source.name()))
                        .toList(),
                ANSWER);
    }
}
