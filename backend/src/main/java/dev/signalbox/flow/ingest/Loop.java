package dev.signalbox.flow.ingest;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The event loop that owns the state of ingest, as others see it. */
record Loop(Context context) {

    /** Does it on the loop, and answers where the caller is. */
    <T extends @Nullable Object> Future<T> on(Supplier<Future<T>> work) {
        Context caller = Vertx.currentContext();
        Promise<T> promise = Promise.promise();
        context.runOnContext(
                go -> Future.succeededFuture().compose(begin -> work.get()).onComplete(done -> {
                    if (caller == null || caller == context) {
                        promise.handle(done);
                    } else {
                        caller.runOnContext(back -> promise.handle(done));
                    }
                }));
        return promise.future();
    }

    /** What others do elsewhere ends here. */
    <T> Future<T> back(Future<T> elsewhere) {
        Promise<T> here = Promise.promise();
        elsewhere.onComplete(done -> context.runOnContext(back -> here.handle(done)));
        return here.future();
    }
}
