package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Refuses, by their names, the parts of the language that are not supported. */
final class Profile {

    private static final String LATER = " is not supported yet";
    private static final String NEVER = " is not supported";

    private static final Map<String, String> ROOT = Map.of("evaluate", "jq in strict mode holds");
    private static final Map<String, String> USE = Map.of("catalogs", "", "extensions", "", "functions", "");
    private static final Map<String, String> TASK = Map.of("foreach", "loop over the output by a `for` after it");
    private static final String SCHEMES = "basic, bearer and oauth2 are";
    private static final Map<String, String> SCHEME =
            Map.of("certificate", SCHEMES, "digest", SCHEMES, "oidc", SCHEMES);
    private static final Map<String, String> EXTENSION = Map.of("debounce", "", "throttle", "", "batch", "");
    private static final Set<String> LIMITS = Set.of("concurrency", "rateLimit");
    private static final Set<String> CALLS_LATER = Set.of("openapi");
    private static final Set<String> CALLS_NEVER = Set.of("grpc", "asyncapi", "a2a", "mcp");
    private static final Set<String> RUNS_NEVER = Set.of("container", "script", "shell");

    private final Source source;
    private final Problems problems;
    private final Set<String> refused = new HashSet<>();

    private Profile(Source source, Problems problems) {
        this.source = source;
        this.problems = problems;
    }

    /** Pointers of what was refused. */
    static Set<String> check(Source source, Problems problems) {
        Profile profile = new Profile(source, problems);
        profile.names("", ROOT);
        profile.names(Limits.POINTER, EXTENSION);
        profile.names("/use", USE);
        source.at("/use/authentications")
                .fieldNames()
                .forEachRemaining(name -> profile.names(Source.under("/use/authentications", name), SCHEME));
        source.at("/use/retries")
                .fieldNames()
                .forEachRemaining(name -> profile.retry(Source.under("/use/retries", name)));
        profile.sequence("/do");
        return profile.refused;
    }

    private void sequence(String pointer) {
        JsonNode tasks = source.at(pointer);
        for (int i = 0; tasks.isArray() && i < tasks.size(); i++) {
            for (String name : names(tasks.get(i))) {
                task(Source.under(Source.under(pointer, i), name));
            }
        }
    }

    private void task(String pointer) {
        run(pointer);
        names(pointer, TASK);
        names(pointer + "/x-signalbox", EXTENSION);
        limits(pointer + "/x-signalbox");
        call(pointer);
        names(pointer + "/with/endpoint/authentication", SCHEME);
        retry(pointer + "/catch/retry");
        for (String inner : new String[] {"/do", "/try", "/catch/do", "/fork/branches", Undoing.PART}) {
            sequence(pointer + inner);
        }
    }

    private void names(String pointer, Map<String, String> unsupported) {
        for (String name : names(source.at(pointer))) {
            String hint = unsupported.get(name);
            if (hint != null && !refused.contains(pointer)) {
                refuse(Source.under(pointer, name), "`" + name + "`" + LATER, hint);
            }
        }
    }

    private void limits(String pointer) {
        for (String name : names(source.at(pointer))) {
            if (LIMITS.contains(name)) {
                String limit = Source.under(pointer, name);
                String hint = "put it under `x-signalbox` at the root of the definition, beside `do`";
                problems.error(source.key(limit), "misplaced", "`" + name + "` belongs to the whole process", hint);
                refused.add(limit);
            }
        }
    }

    private void run(String pointer) {
        for (String name : names(source.at(pointer + "/run"))) {
            if (RUNS_NEVER.contains(name)) {
                refuse(pointer + "/run/" + name, "`run: " + name + "`" + NEVER, "call a service by `call: http`");
                refused.add(pointer);
            }
        }
    }

    private void call(String pointer) {
        String kind = source.at(pointer + "/call").asText("http");
        if (kind.equals("http")) {
            return;
        }
        String message = CALLS_LATER.contains(kind)
                ? "`call: " + kind + "`" + LATER
                : CALLS_NEVER.contains(kind) ? "`call: " + kind + "`" + NEVER : "unknown function `" + kind + "`";
        problems.error(source.value(pointer + "/call"), "unsupported", message, "use `call: http`");
        refused.add(pointer);
    }

    private void retry(String pointer) {
        later(pointer + "/limit/attempt", "duration");
    }

    private void later(String pointer, String name) {
        if (source.at(pointer).has(name) && refused.stream().noneMatch(pointer::startsWith)) {
            String around = pointer.substring(pointer.lastIndexOf('/') + 1);
            refuse(Source.under(pointer, name), "`" + around + "." + name + "`" + LATER, "");
        }
    }

    private void refuse(String pointer, String message, String hint) {
        problems.error(source.key(pointer), "unsupported", message, hint.isEmpty() ? null : hint);
        refused.add(pointer);
    }

    private static Iterable<String> names(JsonNode node) {
        return node::fieldNames;
    }
}
