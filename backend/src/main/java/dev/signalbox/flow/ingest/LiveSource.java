package dev.signalbox.flow.ingest;

import java.time.InstantSource;

/** A source in force: what it says, how it verifies, and what it may still take now. */
record LiveSource(Source source, Verifier verifier, TokenBucket bucket) {

    static LiveSource of(Source source, Secrets secrets, InstantSource clock) {
        return new LiveSource(
                source, Verifier.of(source, secrets, clock), new TokenBucket(source.limits(), clock.millis()));
    }
}
