package dev.signalbox.admin;

import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Map;

/** Whether the process lives, and whether the hub can do its work. */
final class HealthResource implements Resource {

    private final Status status;

    HealthResource(Status status) {
        this.status = status;
    }

    @Override
    public void mount(Router router) {
        router.get("/health/live")
                .handler(context -> Answers.send(context, 200, "application/json", Map.of("state", "live")));
        router.get("/health/ready").handler(context -> {
            List<String> why = status.unready();
            String state = why.isEmpty() ? "ready" : "not ready";
            Map<String, Object> body = Map.of("state", state, "reasons", why, "catchingUp", status.catchingUp());
            Answers.send(context, why.isEmpty() ? 200 : 503, "application/json", body);
        });
    }
}
