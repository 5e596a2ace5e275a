package dev.signalbox.flow.ingest;

import dev.signalbox.flow.connection.Fields;
import dev.signalbox.flow.ingest.Source.Encoding;
import dev.signalbox.flow.ingest.Source.Terms;
import dev.signalbox.flow.ingest.Verification.Unsure;
import dev.signalbox.flow.ingest.Verification.Unverified;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Date;

/** RSA over some fields of the message, with a certificate that lies at an address of SNS. */
final class SnsVerifier implements Verifier {

    private final Terms terms;
    private final Means means;

    SnsVerifier(Terms terms, Means means) {
        this.terms = terms;
        this.means = means;
    }

    @Override
    public Verification verify(Arrival arrival) {
        if ("true".equalsIgnoreCase(arrival.headers().first("x-amz-sns-rawdelivery"))) {
            return new Unverified(
                    "signature_missing", "a raw delivery has no signature: turn raw message delivery off");
        }
        SnsMessage message = SnsMessage.of(arrival.body());
        if (message == null) {
            return new Unverified("signature_malformed", "the body is no message of SNS");
        }
        String topic = message.text("TopicArn");
        if (!terms.topics().contains(topic)) {
            return new Unverified("topic_unknown", "the source has no topic " + Fields.cut(topic));
        }
        String version = message.text("SignatureVersion");
        if (!terms.signatureVersions().contains(version)) {
            return new Unverified(
                    "signature_malformed",
                    "signature version " + Fields.cut(version) + " is not taken: set SignatureVersion 2 for the topic");
        }
        return signed(message, version.equals("1") ? "SHA1withRSA" : "SHA256withRSA");
    }

    private Verification signed(SnsMessage message, String algorithm) {
        byte[] signature = Encoding.BASE64.bytes(message.text("Signature"));
        String url = message.text("SigningCertURL");
        if (signature == null || !SnsMessage.isOwn(url) || !url.endsWith(".pem")) {
            return new Unverified(
                    "signature_malformed", "Signature is no base64, or SigningCertURL no certificate of SNS");
        }
        X509Certificate certificate = means.certificates().find(url);
        if (certificate == null) {
            return new Unsure(() -> means.certificates().fetch(url));
        }
        try {
            certificate.checkValidity(Date.from(means.clock().instant()));
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(certificate);
            verifier.update(Keys.utf8(message.signed()));
            return verifier.verify(signature)
                    ? Verification.VERIFIED
                    : new Unverified("signature_mismatch", "the signature does not fit the certificate of SNS");
        } catch (GeneralSecurityException e) {
            return new Unverified("signature_mismatch", "the certificate of SNS does not hold: " + e.getMessage());
        }
    }
}
