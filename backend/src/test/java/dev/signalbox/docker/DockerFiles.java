package dev.signalbox.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What is shipped for containers, as data. */
public final class DockerFiles {

    /** The repository. */
    public static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    public static final Path FOLDER = ROOT.resolve("docker");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private DockerFiles() {}

    public static String text(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** YAML, of which JSON is a part; merge keys are resolved. */
    public static JsonNode tree(String file) {
        return JSON.valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(text(file)));
    }

    /** An expression that Prometheus is asked, and where it stands. */
    public record Query(String where, String expression) {}

    /** Of every panel. */
    public static List<Query> dashboard() {
        List<Query> queries = new ArrayList<>();
        for (JsonNode panel : tree("grafana/dashboards/signalbox.json").path("panels")) {
            for (JsonNode target : panel.path("targets")) {
                queries.add(new Query(
                        panel.path("title").asText(), target.path("expr").asText()));
            }
        }
        return queries;
    }

    /** Of every alert rule. */
    public static List<Query> alerts() {
        List<Query> queries = new ArrayList<>();
        for (JsonNode rule : tree("prometheus/alerts.yml").at("/groups/0/rules")) {
            queries.add(new Query(rule.path("alert").asText(), rule.path("expr").asText()));
        }
        return queries;
    }

    /** The words of an instruction in the form of a JSON list, such as ENTRYPOINT; of the last one. */
    public static List<String> instruction(String name) {
        String dockerfile = text("Dockerfile").replace("\\\n", "");
        int at = dockerfile.lastIndexOf(name + " [");
        try {
            List<String> words = new ArrayList<>();
            JSON.readTree(dockerfile.substring(at + name.length())).forEach(word -> words.add(word.asText()));
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
