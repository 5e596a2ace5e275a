package dev.signalbox.flow.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.flow.connection.Secret;
import dev.signalbox.flow.ingest.Source.Encoding;
import dev.signalbox.flow.ingest.Source.Hmac;
import dev.signalbox.flow.ingest.Verification.Unverified;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerifierTest {

    private static final String GITHUB = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    private static final byte[] HELLO = bytes("Hello, World!");
    private static final byte[] STANDARD = bytes("{\"test\": 2432232314}");
    private static final long SIGNED_AT = 1614265330;
    private static final Map<String, String> STANDARD_HEADERS = Map.of(
            "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
            "webhook-timestamp", Long.toString(SIGNED_AT),
            "webhook-signature", "v1,AAAA v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");

    @Test
    void the_example_in_githubs_documentation_is_verified_by_any_of_several_secrets() {
        Verifier verifier = github("old", "It's a Secret to Everybody");

        assertThat(verifier.verify(new Arrival(Headers.of(Map.of("x-hub-signature-256", GITHUB)), null, HELLO)))
                .isInstanceOf(Verification.Verified.class);
        assertThat(code(github("old"), Map.of("X-Hub-Signature-256", GITHUB), HELLO))
                .isEqualTo("signature_mismatch");
        assertThat(code(verifier, Map.of("X-Hub-Signature-256", GITHUB), bytes("Hello, World?")))
                .isEqualTo("signature_mismatch");
        assertThat(code(verifier, Map.of("X-Hub-Signature-256", GITHUB.substring(0, 41)), HELLO))
                .isEqualTo("signature_mismatch");
    }

    @Test
    void the_example_of_standard_webhooks_is_verified_within_five_minutes_either_way() {
        for (long off : new long[] {-300, 0, 300}) {
            assertThat(standard(off, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
                            .verify(new Arrival(Headers.of(STANDARD_HEADERS), null, STANDARD)))
                    .isInstanceOf(Verification.Verified.class);
        }
        for (long off : new long[] {-301, 301}) {
            assertThat(code(standard(off, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), STANDARD_HEADERS, STANDARD))
                    .isEqualTo("signature_expired");
        }
        assertThat(code(standard(0, "whsec_AAAA"), STANDARD_HEADERS, STANDARD)).isEqualTo("signature_mismatch");
    }

    @Test
    void a_standard_webhook_signed_with_a_private_key_is_verified_with_the_public_one()
            throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] der = pair.getPublic().getEncoded();
        String publicKey = "whpk_" + base64(Arrays.copyOfRange(der, der.length - 32, der.length));
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(pair.getPrivate());
        signer.update(bytes("m1." + SIGNED_AT + ".{}"));
        Map<String, String> headers = Map.of(
                "webhook-id",
                "m1",
                "webhook-timestamp",
                Long.toString(SIGNED_AT),
                "webhook-signature",
                "v1a," + base64(signer.sign()));

        assertThat(standard(0, publicKey).verify(new Arrival(Headers.of(headers), null, bytes("{}"))))
                .isInstanceOf(Verification.Verified.class);
        assertThat(code(standard(0, publicKey), headers, bytes("[]"))).isEqualTo("signature_mismatch");
    }

    @Test
    void what_is_signed_may_contain_a_header() {
        Hmac hmac = new Hmac("X-Sig", Encoding.BASE64, "", "v0:{header:X-Time}:{body}");
        String signature = base64(Keys.hmac(bytes("key")).doFinal(bytes("v0:17:{}")));
        Verifier verifier = new HmacVerifier(hmac, live("key"));

        assertThat(verifier.verify(
                        new Arrival(Headers.of(Map.of("X-Sig", signature, "X-Time", "17")), null, bytes("{}"))))
                .isInstanceOf(Verification.Verified.class);
        assertThat(code(verifier, Map.of("X-Sig", signature, "X-Time", "18"), bytes("{}")))
                .isEqualTo("signature_mismatch");
    }

    @Test
    void a_secret_that_cannot_be_read_verifies_nothing() {
        Verifier verifier = new HmacVerifier(GithubSender.HMAC, new Keys(List.of(() -> null, () -> "")));

        assertThat(code(verifier, Map.of("X-Hub-Signature-256", GITHUB), HELLO)).isEqualTo("secret_missing");
    }

    private static Verifier github(String... secrets) {
        return new HmacVerifier(GithubSender.HMAC, live(secrets));
    }

    private static Verifier standard(long off, String... secrets) {
        return new StandardWebhooksVerifier(live(secrets), InstantSource.fixed(Instant.ofEpochSecond(SIGNED_AT + off)));
    }

    private static Keys live(String... secrets) {
        return new Keys(Arrays.stream(secrets).<Secret>map(text -> () -> text).toList());
    }

    private static String code(Verifier verifier, Map<String, String> headers, byte[] body) {
        return ((Unverified) verifier.verify(new Arrival(Headers.of(headers), null, body))).code();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
