package dev.signalbox.flow.ingest;

import io.vertx.core.Future;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Sends a sample through the intake as if its source had delivered it; only the signature is left out. */
final class Sampling {

    private final Sources sources;
    private final Previewing previewing;
    private final Bus bus;
    private final RandomGenerator random;

    Sampling(Sources sources, Previewing previewing, Bus bus, RandomGenerator random) {
        this.sources = sources;
        this.previewing = previewing;
        this.bus = bus;
        this.random = random;
    }

    /** @param sample makes one with this id */
    Future<Change> send(String name, Function<String, Sample.Written> sample) {
        LiveSource live = sources.find(name);
        if (live == null) {
            return Future.succeededFuture(new Change.Absent("source", name));
        }
        if (live.source().paused()) {
            return Future.succeededFuture(
                    new Change.Refused("paused", "the source " + name + " is paused", "resume it first"));
        }
        String id = "hello-" + HexFormat.of().toHexDigits(random.nextLong());
        return bus.send(previewing.written(live.source(), sample.apply(id))).map(Sampling::told);
    }

    private static Change told(Ack ack) {
        Answer answer = Answer.of(ack);
        return answer.isProblem()
                ? new Change.Refused(answer.code(), answer.cause(), "look at the mapping of the source")
                : new Change.Delivered(answer.body());
    }
}
