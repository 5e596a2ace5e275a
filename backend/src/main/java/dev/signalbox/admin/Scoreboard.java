package dev.signalbox.admin;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/** The scoreboard of the demo world around this hub, when there is one. */
public interface Scoreboard {

    /** Its JSON; empty for a hub that is no demo's. Fails when the world does not answer. */
    Future<Optional<Buffer>> read();
}
