package dev.signalbox;

import dev.signalbox.config.Config;
import dev.signalbox.egress.Answer;
import dev.signalbox.egress.EgressClient;
import dev.signalbox.egress.EgressRules;
import dev.signalbox.egress.Outgoing;
import dev.signalbox.egress.Resolver;
import dev.signalbox.flow.ingest.Fetch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Map;

/** Fetches for ingest through the one client to the outside, within its rules. */
final class Fetching implements Fetch {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final EgressClient egress;

    Fetching(EgressClient egress) {
        this.egress = egress;
    }

    /** The client that everything uses which calls the outside. */
    static EgressClient client(Vertx vertx, Config config, Closing closing) {
        EgressClient client = new EgressClient(vertx, EgressRules.of(config), Resolver.ofTheMachine(vertx));
        closing.add("egress", () -> client.close().await());
        return client;
    }

    @Override
    public Future<Buffer> get(String uri) {
        return egress.call(new Outgoing("GET", uri, Map.of(), Buffer.buffer(), PATIENCE))
                .compose(Fetching::body);
    }

    private static Future<Buffer> body(Answer answer) {
        if (answer instanceof Answer.Answered came && came.status() == 200) {
            return Future.succeededFuture(came.body());
        }
        return Future.failedFuture(
                answer instanceof Answer.Denied denied
                        ? denied.sentence()
                        : answer instanceof Answer.Failed failed
                                ? failed.detail()
                                : "the answer was " + ((Answer.Answered) answer).status() + ", and 200 was wanted");
    }
}
