package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** The {@code sources.yaml} of a pack: sources by name, each with the fields that the API takes. */
public final class SourcesYaml {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_ALIASES = 20;
    private static final int LONGEST = 256 * 1024;

    private SourcesYaml() {}

    /** What the text says. */
    public sealed interface Read {

        record Good(Map<String, JsonNode> sources) implements Read {}

        /** @param line and column are from 1 */
        record Bad(int line, int column, String message) implements Read {}
    }

    public static Read read(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        options.setCodePointLimit(LONGEST);
        try {
            Object tree = new Yaml(new SafeConstructor(options)).load(text);
            return tree == null ? new Read.Good(Map.of()) : named(tree);
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            return new Read.Bad(
                    mark == null ? 1 : mark.getLine() + 1, mark == null ? 1 : mark.getColumn() + 1, e.getProblem());
        } catch (YAMLException e) {
            return new Read.Bad(1, 1, String.valueOf(e.getMessage()));
        }
    }

    private static Read named(Object tree) {
        if (!(tree instanceof Map<?, ?> entries)) {
            return new Read.Bad(1, 1, "wanted sources by name, such as github: {kind: webhook, preset: github}");
        }
        Map<String, JsonNode> sources = new LinkedHashMap<>();
        entries.forEach((name, source) -> sources.put(String.valueOf(name), JSON.valueToTree(source)));
        return new Read.Good(sources);
    }
}
