package dev.signalbox;

import dev.signalbox.flow.process.Definition;
import dev.signalbox.rulebook.Diagnostic;
import dev.signalbox.rulebook.YamlPlaces;
import dev.signalbox.words.Nearest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which definitions use which secrets. Secrets change without them, so one that is not there keeps none from being saved. */
final class SecretUse {

    private SecretUse() {}

    /** @param secrets the names of those that are there */
    static List<Diagnostic> check(Definition definition, String yaml, Set<String> secrets) {
        List<Diagnostic> found = new ArrayList<>();
        YamlPlaces places = YamlPlaces.of(yaml);
        List<String> names = definition.secrets();
        for (int i = 0; i < names.size(); i++) {
            if (!secrets.contains(names.get(i))) {
                found.add(Diagnostic.of(
                                definition.name() + ".process.yaml",
                                places.at("/use/secrets/" + i),
                                "warning",
                                "unknown-secret",
                                "there is no secret \"" + names.get(i) + "\": calls that need it fail until there is"
                                        + " one")
                        .hinted(Nearest.to(names.get(i), secrets)
                                .map(near -> "did you mean \"" + near + "\"?")
                                .orElse("make it on the page Secrets")));
            }
        }
        return found;
    }

    /** By the name of a secret the definitions in force that use it; read on a worker thread. */
    static Future<Map<String, List<String>>> of(Vertx vertx, Rulebook rulebook) {
        return vertx.executeBlocking(() -> {
            Map<String, List<String>> users = new TreeMap<>();
            rulebook.rulebooks().definitionVersions().forEach((name, version) -> rulebook.versions()
                    .definition(name, version)
                    .secrets()
                    .forEach(secret -> users.computeIfAbsent(secret, none -> new ArrayList<>())
                            .add(name)));
            users.values().forEach(names -> names.sort(null));
            return users;
        });
    }
}
