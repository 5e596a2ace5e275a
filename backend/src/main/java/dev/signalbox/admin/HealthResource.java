package dev.signalbox.admin;

import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Whether the process lives, and whether the hub can do its work. */
final class HealthResource implements Resource {

    private final Supplier<List<String>> reasons;

    /** @param reasons why it is not ready, in words; empty when it is */
    HealthResource(Supplier<List<String>> reasons) {
        this.reasons = reasons;
    }

    @Override
    public void mount(Router router) {
        router.get("/health/live")
                .handler(context -> Answers.send(context, 200, "application/json", Map.of("state", "live")));
        router.get("/health/ready").handler(context -> {
            List<String> why = reasons.get();
            Map<String, Object> body = Map.of("state", why.isEmpty() ? "ready" : "not ready", "reasons", why);
            Answers.send(context, why.isEmpty() ? 200 : 503, "application/json", body);
        });
    }
}
