package dev.signalbox.flow.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.model.SqsException;

class SqsFaultTest {

    private static final SqsQueue QUEUE = new SqsQueue(
            "https://sqs.eu-central-1.amazonaws.com/123456789012/orders", "eu-central-1", null, "AKIATEST");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            AWS.SimpleQueueService.NonExistentQueue | 400 | 404 | SQS has no such queue
            QueueDoesNotExist                       | 400 | 404 | SQS has no such queue
            AccessDenied                            | 403 | 403 | AWS does not allow it
            InvalidClientTokenId                    | 403 | 401 | AWS does not know the access key
            UnrecognizedClientException             | 400 | 401 | AWS does not know the access key
            SignatureDoesNotMatch                   | 403 | 401 | The secret access key is wrong
            InvalidSignatureException               | 403 | 401 | The secret access key is wrong
            RequestExpired                          | 400 | 401 | The clock of the hub is not that of AWS
            ExpiredToken                            | 403 | 401 | The session of the access key has ended
            ThrottlingException                     | 400 | 429 | SQS takes no more for now
            RequestThrottled                        | 403 | 429 | SQS takes no more for now
            AWS.SimpleQueueService.BatchRequestTooLong | 400 | 413 | The message is too large for SQS
            InvalidParameterValue                   | 400 | 400 | SQS refused the call
            InternalFailure                         | 500 | 503 | SQS could not do it
            ServiceUnavailable                      | 503 | 503 | SQS could not do it
            """)
    void what_sqs_says_has_a_status_that_tells_whether_it_may_pass(
            String code, int answered, int status, String title) {
        SqsFault fault = SqsFault.of(
                SqsException.builder()
                        .statusCode(answered)
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode(code)
                                .errorMessage("said")
                                .build())
                        .build(),
                QUEUE);

        assertThat(fault.status()).isEqualTo(status);
        assertThat(fault.title()).isEqualTo(title);
        assertThat(fault.detail()).contains(code.substring(code.lastIndexOf('.') + 1) + ": said");
        assertThat(fault.isAway()).isFalse();
    }

    @Test
    void an_old_signature_is_a_matter_of_clocks() {
        SqsFault fault = SqsFault.of("SignatureDoesNotMatch", "Signature expired: 1 is now earlier than 2", 403, QUEUE);

        assertThat(fault.title()).isEqualTo("The clock of the hub is not that of AWS");
        assertThat(fault.detail()).endsWith("set it by NTP");
    }

    @Test
    void what_does_not_come_to_sqs_says_where_it_ended() {
        SqsFault typo = SqsFault.of(
                SdkClientException.create("x", new UnknownHostException("sqs.eu-centrl-1.amazonaws.com")), QUEUE);
        SqsFault closed = SqsFault.of(SdkClientException.create("Connect timed out"), QUEUE);
        SqsFault nobody = SqsFault.of(SdkClientException.create("Unable to load credentials from any"), QUEUE);

        assertThat(typo.text())
                .isEqualTo("SQS cannot be found: there is no host sqs.eu-centrl-1.amazonaws.com (region eu-central-1):"
                        + " is the name right?");
        assertThat(closed.text()).startsWith("SQS cannot be reached: Connect timed out (region eu-central-1)");
        assertThat(nobody.title()).isEqualTo("There is no access key for AWS");
        assertThat(typo.isAway() && closed.isAway()).isTrue();
    }
}
