package dev.signalbox.admin;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** What the demo world has counted, for whoever looks at the Overview. */
final class DemoResource implements Resource {

    private final Scoreboard scoreboard;

    DemoResource(Scoreboard scoreboard) {
        this.scoreboard = scoreboard;
    }

    @Override
    public void mount(Router router) {
        router.get("/api/v1/demo").handler(context -> scoreboard
                .read()
                .onSuccess(board -> answer(context, board))
                .onFailure(error -> context.fail(Problem.of(
                        503,
                        "demo_away",
                        "the demo world does not answer (" + error.getMessage() + ")",
                        "look whether ./signalbox demo still runs"))));
    }

    private static void answer(RoutingContext context, Optional<Buffer> board) {
        if (board.isEmpty()) {
            context.fail(
                    Problem.of(404, "no_demo", "this hub belongs to no demo world", "start one with ./signalbox demo"));
            return;
        }
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(board.get())
                .onFailure(gone -> context.request().connection().close());
    }
}
