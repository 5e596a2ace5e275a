package dev.signalbox.flow.ingest;

import java.time.InstantSource;
import java.util.List;

/** Tells genuine deliveries from others, by their raw bytes. */
@FunctionalInterface
interface Verifier {

    Verification verify(Headers headers, byte[] body);

    /** The verifier that a source asks for. */
    static Verifier of(Source source, Secrets secrets, InstantSource clock) {
        List<Secret> live = source.secrets().stream()
                .map(kept -> secrets.open(kept, source.name()))
                .toList();
        return switch (source.verification()) {
            case NONE -> (headers, body) -> Verification.VERIFIED;
            case BEARER -> new BearerVerifier(live);
            case HMAC ->
                source.preset() == Source.Preset.STANDARD_WEBHOOKS
                        ? new StandardWebhooksVerifier(live, clock)
                        : new HmacVerifier(source.hmac(), live);
        };
    }
}
