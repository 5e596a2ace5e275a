package dev.signalbox.flow.ingest;

/** Tells genuine deliveries from others, by their raw bytes. */
@FunctionalInterface
interface Verifier {

    Verification verify(Arrival arrival);

    /** The verifier that a source asks for. */
    static Verifier of(Source source, Means means) {
        Keys keys = new Keys(source.secrets().stream()
                .map(kept -> means.secret(kept, source))
                .toList());
        return switch (source.verification()) {
            case NONE -> arrival -> Verification.VERIFIED;
            case BEARER -> new BearerVerifier(keys);
            case HMAC -> new HmacVerifier(source.hmac(), keys);
            case PRESET -> source.sender().verifier(source, keys, means);
        };
    }
}
