package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.random.RandomGenerator;

/** Definitions that nobody would write, of every construct that the profile has. */
final class RandomProcess {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEEPEST = 3;

    private final RandomGenerator random;
    private int names;
    private boolean undoing;

    RandomProcess(RandomGenerator random) {
        this.random = random;
    }

    /** JSON is YAML too. */
    String text() {
        ObjectNode root = JSON.objectNode();
        root.putObject("document")
                .put("dsl", "1.0.3")
                .put("namespace", "test")
                .put("name", "d")
                .put("version", "0.1.0");
        root.set("do", tasks(0));
        return root.toString();
    }

    private ArrayNode tasks(int depth) {
        ArrayNode tasks = JSON.arrayNode();
        for (int count = 1 + random.nextInt(3); count > 0; count--) {
            tasks.addObject().set("t" + names++, framed(task(depth)));
        }
        return tasks;
    }

    private ObjectNode framed(ObjectNode task) {
        if (chance(8)) {
            task.put("if", "${ (.n // 0) % 2 == 0 }");
        }
        if (chance(8)) {
            task.putObject("export").put("as", "${ {e: ((($context // {}).e // 0) + 1)} }");
        }
        if (chance(6)) {
            task.putObject("timeout").put("after", "PT" + (1 + random.nextInt(9)) + "S");
        }
        if (!undoing && chance(5)) {
            undoing = true;
            task.withObjectProperty("x-signalbox").putObject("compensate").set("do", tasks(DEEPEST));
            undoing = false;
        }
        return task;
    }

    private ObjectNode task(int depth) {
        int kind = random.nextInt(depth < DEEPEST ? 14 : 9);
        ObjectNode task = JSON.objectNode();
        switch (kind) {
            case 0, 1 -> call(task);
            case 2 -> task.put("wait", "PT" + (1 + random.nextInt(5)) + "S");
            case 3 -> task.putObject("set").put("n", "${ (.n // 0) + 1 }").put("e", "${ ($context // {}).e }");
            case 4 -> emit(task);
            case 5 -> cases(task);
            case 6 -> listen(task);
            case 7 ->
                task.putObject("run").putObject("workflow").put("name", "other").put("input", "${ {n: .n} }");
            case 8 -> task.putObject("x-signalbox").putObject("approval").put("title", "${ \"May I \\(.n)?\" }");
            case 9 -> task.set("do", tasks(depth + 1));
            case 10 -> loop(task, depth);
            case 11 -> fork(task, depth);
            default -> guarded(task, depth);
        }
        return task;
    }

    private void call(ObjectNode task) {
        task.put("call", "http")
                .putObject("with")
                .put("method", "post")
                .put("endpoint", "https://h/")
                .put("body", "${ {n: .n} }");
    }

    private void listen(ObjectNode task) {
        ObjectNode to = task.putObject("listen").putObject("to");
        ArrayNode filters = to.putArray(chance(2) ? "all" : "any");
        for (int count = 1 + random.nextInt(2); count > 0; count--) {
            ObjectNode filter = filters.addObject();
            filter.putObject("with").put("type", "t");
            filter.putObject("correlate").putObject("n").put("from", ".data.n").put("expect", "${ .n // 0 }");
        }
        if (to.has("any") && chance(2)) {
            to.put("until", "length > 1");
        }
        task.putObject("output").put("as", "{n: .[0].n}");
    }

    private static void emit(ObjectNode task) {
        task.putObject("emit")
                .putObject("event")
                .putObject("with")
                .put("type", "t")
                .put("data", "${ {n: .n} }");
    }

    private void cases(ObjectNode task) {
        ArrayNode cases = task.putArray("switch");
        String then = chance(4) ? "end" : chance(2) ? "exit" : "continue";
        cases.addObject()
                .putObject("odd")
                .put("when", "${ (.n // 0) % 2 == 1 }")
                .put("then", then);
        if (chance(2)) {
            cases.addObject().putObject("other").put("then", "continue");
        }
    }

    private void loop(ObjectNode task, int depth) {
        task.putObject("for").put("each", "x").put("in", random.nextBoolean() ? "[1, 2, 3]" : "[range(0; 2)]");
        if (chance(4)) {
            task.put("while", "(.n // 0) < 4");
        }
        task.set("do", tasks(depth + 1));
    }

    private void fork(ObjectNode task, int depth) {
        ObjectNode fork = task.putObject("fork");
        if (chance(3)) {
            fork.put("compete", true);
        }
        ArrayNode branches = fork.putArray("branches");
        for (int count = 2 + random.nextInt(2); count > 0; count--) {
            branches.addObject().set("t" + names++, framed(task(depth + 1)));
        }
    }

    private void guarded(ObjectNode task, int depth) {
        ArrayNode body = tasks(depth + 1);
        if (chance(3)) {
            ObjectNode error = JSON.objectNode();
            error.putObject("error").put("type", "https://x/no").put("status", 400);
            body.addObject().putObject("t" + names++).set("raise", error);
        }
        task.set("try", body);
        ObjectNode handler = task.putObject("catch");
        if (chance(2)) {
            handler.putObject("errors")
                    .putObject("with")
                    .put("status", List.of(400, 503, 408).get(random.nextInt(3)));
        }
        if (chance(2)) {
            ObjectNode retry = handler.putObject("retry").put("delay", chance(3) ? "PT0S" : "PT2S");
            retry.putObject("limit").putObject("attempt").put("count", 1 + random.nextInt(2));
        }
        if (chance(2)) {
            handler.put("as", "oops");
            handler.set("do", tasks(depth + 1));
        }
    }

    private boolean chance(int one) {
        return random.nextInt(one) == 0;
    }

    JsonNode input() {
        return JSON.objectNode().put("n", random.nextInt(3));
    }
}
