package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.signalbox.flow.connection.Fields;
import dev.signalbox.flow.ingest.Delivery.Form;
import dev.signalbox.flow.ingest.Source.Terms;
import dev.signalbox.flow.ingest.Source.Verify;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Amazon SNS. Events are named after the CloudEvents adapter for SNS, with the topic, which is signed, as their source. */
final class SnsSender implements Sender {

    private static final String ARN = "arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}(\\.fifo)?";

    @Override
    public Names names(Delivery delivery, JsonNode body) {
        String type = Names.scalar(body.path("Type"));
        String id = Names.scalar(body.path("MessageId"));
        return type == null || id == null
                ? Names.lacking("the preset sns needs a message of SNS: an object with Type and MessageId")
                : Names.of("com.amazonaws.sns." + type, id)
                        .from(Names.scalar(body.path("TopicArn")))
                        .about(Names.scalar(body.path("Subject")))
                        .at(Names.time(body.path("Timestamp")));
    }

    @Override
    public Verify verify() {
        return Verify.PRESET;
    }

    @Override
    public Verifier verifier(Source source, Keys keys, Means means) {
        return new SnsVerifier(source.terms(), means);
    }

    @Override
    public boolean hasSecrets() {
        return false;
    }

    @Override
    public Terms terms(Fields fields) {
        List<String> topics = fields.texts("topics");
        if (topics.isEmpty()) {
            fields.wrong("topics", "missing: list the ARNs of the topics that may deliver here");
        }
        for (int i = 0; i < topics.size(); i++) {
            if (!topics.get(i).matches(ARN)) {
                fields.wrong("topics/" + i, "wanted the ARN of a topic, arn:aws:sns:REGION:ACCOUNT:NAME");
            }
        }
        List<String> versions = fields.texts("signatureVersions");
        if (!List.of("1", "2").containsAll(versions)) {
            fields.wrong("signatureVersions", "wanted \"1\" or \"2\" or both");
        }
        return Terms.ofTopics(topics, versions.isEmpty() ? List.of("2") : versions);
    }

    /** SNS says that its JSON is plain text. */
    @Override
    public @Nullable Form form(MediaType type) {
        return type.is("text/plain") ? Form.HOOK : Sender.super.form(type);
    }

    @Override
    public Greeting greeting(Source source, Means means) {
        return new Greeting() {
            @Override
            public @Nullable Future<Answer> told(Arrival genuine) {
                SnsMessage message = SnsMessage.of(genuine.body());
                if (message == null || !message.text("Type").equals(SnsMessage.CONFIRMATION)) {
                    return null;
                }
                return confirm(message, source.terms(), means);
            }
        };
    }

    /** Only of a topic that is configured, also where nothing is verified, and only at an address of SNS. */
    private static Future<Answer> confirm(SnsMessage message, Terms terms, Means means) {
        String url = message.text("SubscribeURL");
        if (!terms.topics().contains(message.text("TopicArn"))) {
            return Future.succeededFuture(Problems.UNVERIFIED.because(
                    "topic_unknown", "the source has no topic " + Fields.cut(message.text("TopicArn"))));
        }
        if (!SnsMessage.isOwn(url)) {
            return Future.succeededFuture(Problems.UNVERIFIED.because(
                    "signature_malformed", "SubscribeURL is no address of SNS: " + Fields.cut(url)));
        }
        return means.fetch()
                .get(url)
                .map(confirmed -> Answer.success(
                        200, JsonNodeFactory.instance.objectNode().put("confirmed", message.text("TopicArn"))))
                .recover(gone -> Future.succeededFuture(Problems.unreachable(gone)));
    }

    @Override
    public boolean namesSource() {
        return true;
    }
}
