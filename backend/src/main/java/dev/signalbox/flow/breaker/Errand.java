package dev.signalbox.flow.breaker;

import io.vertx.core.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One call that is to be made when its target takes it.
 *
 * @param target {@code scheme://host:port}
 * @param again whether it repeats one that failed
 * @param waits told true when it cannot go at once, and then false when it goes; on another thread
 * @param go makes the call; the future does not fail
 */
public record Errand(
        String target,
        boolean again,
        String instance,
        String task,
        Consumer<Boolean> waits,
        Supplier<Future<Verdict>> go) {}
