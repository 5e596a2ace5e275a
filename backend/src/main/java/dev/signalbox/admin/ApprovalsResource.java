package dev.signalbox.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.process.Question;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** What people are asked; the answer goes to the instance. */
final class ApprovalsResource implements Resource {

    private final Instances instances;

    ApprovalsResource(Instances instances) {
        this.instances = instances;
    }

    @Override
    public void mount(Router router) {
        router.get("/api/v1/approvals").handler(this::list);
    }

    private void list(RoutingContext context) {
        Query query = new Query(context);
        Answers.json(
                context, instances.asked(query.limit(), query.text("before")).map(ApprovalsResource::page));
    }

    private static ObjectNode page(Instances.Questions page) {
        ObjectNode json = Answers.JSON.createObjectNode();
        ArrayNode items = json.putArray("items");
        page.items().forEach(asked -> items.add(item(asked.instance(), asked.question())));
        return json.put("next", page.next());
    }

    private static ObjectNode item(Instance instance, Question question) {
        ObjectNode json = Answers.JSON
                .createObjectNode()
                .put("instance", instance.id())
                .put("definition", instance.definition())
                .put("version", instance.version())
                .put("key", instance.key())
                .put("path", question.aim().path())
                .put("since", question.aim().since())
                .put("deadline", question.deadline())
                .put("title", question.title());
        return json.set("details", question.details());
    }
}
