package dev.signalbox.rulebook;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Texts to begin a rule or a process with, in the order in which they are shown; each is tested as it stands. */
public record Templates(List<OfRule> rules, List<OfProcess> processes) {

    private static final String FOLDER = "templates/";

    /**
     * @param about what it is for
     * @param drl declarations and rules without the head of a pack
     * @param example a case that they pass
     */
    public record OfRule(
            String name,
            String title,
            String about,
            String drl,
            @JsonProperty("case") String example) {}

    public record OfProcess(String name, String title, String about, String yaml) {}

    /** Those that came with the hub: {@code templates.yaml} is their list, the texts stand beside it. */
    public static Templates read() {
        JsonNode list = JsonMapper.builder()
                .build()
                .valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(text("templates.yaml")));
        return new Templates(
                each(list.path("rules"), Templates::rule), each(list.path("processes"), Templates::process));
    }

    private static OfRule rule(JsonNode entry) {
        String name = entry.path("name").asText();
        return new OfRule(
                name,
                entry.path("title").asText(),
                entry.path("about").asText(),
                text(name + ".drl"),
                text(name + ".case.yaml"));
    }

    private static OfProcess process(JsonNode entry) {
        String name = entry.path("name").asText();
        return new OfProcess(
                name,
                entry.path("title").asText(),
                entry.path("about").asText(),
                text(name + ".process.yaml"));
    }

    private static <T> List<T> each(JsonNode entries, Function<JsonNode, T> made) {
        List<T> all = new ArrayList<>();
        entries.forEach(entry -> all.add(made.apply(entry)));
        return all;
    }

    private static String text(String file) {
        try (InputStream in = Templates.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("the template " + file + " is not in the hub: build it again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
