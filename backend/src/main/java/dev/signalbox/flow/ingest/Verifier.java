package dev.signalbox.flow.ingest;

import java.time.InstantSource;

/** Tells genuine deliveries from others, by their raw bytes. */
@FunctionalInterface
interface Verifier {

    Verification verify(Arrival arrival);

    /** The verifier that a source asks for. */
    static Verifier of(Source source, Secrets secrets, InstantSource clock) {
        Keys keys = new Keys(source.secrets().stream()
                .map(kept -> secrets.open(kept, source.name()))
                .toList());
        return switch (source.verification()) {
            case NONE -> arrival -> Verification.VERIFIED;
            case BEARER -> new BearerVerifier(keys);
            case HMAC -> new HmacVerifier(source.hmac(), keys);
            case PRESET -> source.sender().verifier(source, keys, clock);
        };
    }
}
