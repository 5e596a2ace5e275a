package dev.signalbox.snippet;

import com.fasterxml.jackson.databind.JsonNode;

/** A message for a queue of SQS. */
final class SqsLine {

    private SqsLine() {}

    static Snippet of(JsonNode source) {
        String url = source.path("queueUrl").asText();
        boolean ofAws = url.matches("https?://[^/]+\\.amazonaws\\.com(\\.cn)?/.*");
        String endpoint = source.path("endpoint").asText(ofAws ? "" : url.replaceFirst("(?<=[^:/])/.*", ""));
        boolean fifo = url.endsWith(".fifo");
        String text = """
                id="hello-$(date +%%s)-$$"
                aws sqs send-message --region %s%s --queue-url %s \\
                  --message-body %s%s
                """.formatted(
                Shell.word(source.path("region").asText()),
                endpoint.isEmpty() ? "" : " --endpoint-url " + Shell.word(endpoint),
                Shell.word(url),
                Shell.body(Body.of(source, false).toString()),
                fifo ? " \\\n  --message-group-id " + Body.SUBJECT + " --message-deduplication-id \"$id\"" : "");
        return new Snippet("sqs", "sh, with the command line of AWS", text);
    }
}
