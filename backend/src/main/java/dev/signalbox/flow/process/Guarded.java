package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.signalbox.jq.Query;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a call that may name secrets, compiled.
 *
 * @param secrets names of all secrets that it needs
 */
record Guarded(
        @Nullable Template headers,
        @Nullable Template query,
        @Nullable Template body,
        @Nullable Policy policy,
        Set<String> secrets) {

    /** Null for a call that needs neither a secret nor a credential. */
    static @Nullable Guarded of(
            @Nullable Template headers, @Nullable Template query, @Nullable Template body, @Nullable Policy policy) {
        Set<String> secrets = new HashSet<>(policy == null ? Set.of() : policy.named());
        queries(headers, query, body).forEach(each -> secrets.addAll(SecretNames.in(each)));
        return policy == null && secrets.isEmpty()
                ? null
                : new Guarded(headers, query, body, policy, Set.copyOf(secrets));
    }

    /** @param uri of the call, without its query */
    Confidential now(Run run, Task task, JsonNode input, String uri) {
        Scenery scenery = new Scenery(run, task, null);
        Map<String, JsonNode> variables = new HashMap<>();
        queries(headers, query, body, policy == null ? null : policy.properties()).stream()
                .flatMap(each -> each.variables().stream())
                .filter(name -> !name.equals(SecretNames.VARIABLE))
                .forEach(name -> variables.put(name, scenery.variable(name)));
        return new Confidential(this, uri, input, Map.copyOf(variables), run.at());
    }

    /** The expressions in templates. */
    static Set<Query> queries(@Nullable Template... templates) {
        Set<Query> found = new HashSet<>();
        for (Template template : templates) {
            if (template != null) {
                JsonNode unused = template.fill(query -> {
                    found.add(query);
                    return NullNode.instance;
                });
            }
        }
        return found;
    }
}
