package dev.signalbox.flow.ingest;

import java.time.InstantSource;

/** A source in force: what it says, how it verifies and greets, and what it may still take now. */
record LiveSource(Source source, Verifier verifier, Greeting greeting, TokenBucket bucket) {

    static LiveSource of(Source source, Secrets secrets, InstantSource clock) {
        return new LiveSource(
                source,
                Verifier.of(source, secrets, clock),
                source.sender().greeting(source, kept -> secrets.open(kept, source.name())),
                new TokenBucket(source.limits(), clock.millis()));
    }
}
