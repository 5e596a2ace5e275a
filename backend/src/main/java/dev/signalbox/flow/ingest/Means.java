package dev.signalbox.flow.ingest;

import dev.signalbox.flow.connection.Secret;
import dev.signalbox.flow.connection.Secrets;
import java.time.InstantSource;

/** What it takes to verify and to answer senders. */
record Means(Secrets secrets, InstantSource clock, Fetch fetch, Certificates certificates) {

    static Means of(Secrets secrets, InstantSource clock, Fetch fetch) {
        return new Means(secrets, clock, fetch, new Certificates(fetch));
    }

    /** @param kept of a secret of the source */
    Secret secret(String kept, Source source) {
        return secrets.open(kept, source.name());
    }
}
