package dev.signalbox.flow.ingest;

/** A source in force: what it says, how it verifies and greets, and what it may still take now. */
record LiveSource(Source source, Verifier verifier, Greeting greeting, TokenBucket bucket) {

    static LiveSource of(Source source, Means means) {
        return new LiveSource(
                source,
                Verifier.of(source, means),
                source.sender().greeting(source, means),
                new TokenBucket(source.limits(), means.clock().millis()));
    }
}
