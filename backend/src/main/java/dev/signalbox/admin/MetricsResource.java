package dev.signalbox.admin;

import dev.signalbox.metrics.Metrics;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** The page that Prometheus reads. */
final class MetricsResource implements Resource {

    private final Vertx vertx;
    private final Metrics metrics;

    MetricsResource(Vertx vertx, Metrics metrics) {
        this.vertx = vertx;
        this.metrics = metrics;
    }

    @Override
    public void mount(Router router) {
        router.get("/metrics").handler(this::render);
    }

    private void render(RoutingContext context) {
        String accept = context.request().getHeader(HttpHeaders.ACCEPT);
        vertx.executeBlocking(() -> metrics.render(accept), false)
                .compose(page -> context.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, page.type())
                        .end(page.text()))
                .onFailure(context::fail);
    }
}
