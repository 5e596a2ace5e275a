package dev.signalbox;

import dev.signalbox.egress.EgressClient;
import dev.signalbox.failpoint.Failpoints;
import dev.signalbox.flow.ingest.Ingest;
import dev.signalbox.flow.journal.RedisJournal;
import dev.signalbox.flow.refused.RedisRefusedMessages;
import dev.signalbox.flow.secret.NamedSecrets;
import dev.signalbox.flow.sink.Sinks;
import dev.signalbox.flow.task.Calls;
import dev.signalbox.metrics.Metrics;
import dev.signalbox.redis.KeySpace;
import dev.signalbox.trace.Trace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.InstantSource;

/** The two ends of the hub: where events come in, and where messages go out; and the secrets that calls take along. */
record Ends(Ingest ingest, Sinks sinks, NamedSecrets secrets) {

    /** What they stand on. */
    record Parts(
            Store store,
            KeySpace keys,
            Company company,
            RedisJournal journal,
            Headroom headroom,
            Trace trace,
            Metrics metrics,
            EgressClient egress,
            InstantSource clock,
            SecureRandom random,
            Failpoints failpoints) {}

    static Ends open(Vertx vertx, Parts parts, Closing closing) {
        Sinks sinks = Ready.await("the sinks", Sinks.open(vertx, sinks(parts)));
        closing.add("the sinks", () -> sinks.close().await());
        NamedSecrets secrets = Ready.await("the secrets", NamedSecrets.open(vertx, secrets(parts)));
        return new Ends(Ready.await("the sources", Ingest.open(vertx, ingest(parts))), sinks, secrets);
    }

    private static NamedSecrets.Parts secrets(Parts parts) {
        return new NamedSecrets.Parts(
                parts.store().links(), parts.keys(), parts.company().sealed(), System::getenv, parts.clock());
    }

    private static Sinks.Parts sinks(Parts parts) {
        return new Sinks.Parts(
                parts.store().links(),
                parts.keys(),
                parts.company().sealed(),
                System::getenv,
                parts.egress(),
                parts.metrics()::sent,
                parts.clock(),
                parts.random());
    }

    private static Ingest.Parts ingest(Parts parts) {
        return new Ingest.Parts(
                parts.journal(),
                parts.trace(),
                parts.store().links(),
                parts.keys(),
                parts.company().sealed(),
                System::getenv,
                parts.headroom(),
                parts.clock(),
                parts.random(),
                parts.failpoints(),
                source -> parts.company().keeps(parts.journal().partitionOf(source)),
                new Fetching(parts.egress()),
                RedisRefusedMessages.Room.USUAL);
    }

    /** Another hub may have changed sources, sinks or secrets. */
    Future<?> follow(long revision) {
        return Future.join(ingest.follow(revision), sinks.follow(revision), secrets.follow(revision));
    }

    /** What is done outside for processes. */
    Calls calls(Parts parts, BreakerLane breakers) {
        return new Calls(
                new Calls.Outlets(parts.egress(), secrets, sinks, breakers.gates()),
                parts.trace(),
                parts.failpoints(),
                parts.clock());
    }
}
