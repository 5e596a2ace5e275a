package dev.signalbox.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.Router;
import java.util.function.Supplier;

/** What this hub is. */
final class InfoResource implements Resource {

    private final Status status;
    private final boolean ui;
    private final Supplier<String> adminUrl;
    private final String ingestUrl;

    InfoResource(Status status, boolean ui, Supplier<String> adminUrl, String ingestUrl) {
        this.status = status;
        this.ui = ui;
        this.adminUrl = adminUrl;
        this.ingestUrl = ingestUrl;
    }

    @Override
    public void mount(Router router) {
        router.get("/api/v1/info")
                .handler(context -> Answers.json(context, status.info().map(this::shown)));
    }

    private ObjectNode shown(Status.Info info) {
        ObjectNode shown = Answers.JSON.valueToTree(info);
        shown.put("ui", ui ? "present" : "absent");
        shown.put("adminUrl", adminUrl.get());
        shown.put("ingestUrl", ingestUrl);
        return shown;
    }
}
