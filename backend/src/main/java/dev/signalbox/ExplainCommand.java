package dev.signalbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.config.ExitCode;
import dev.signalbox.config.StartRefused;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints why rules matched an event of the running hub, or did not. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Tells why each rule matched an event of the hub that runs on --data, or did not.",
        sortOptions = false)
final class ExplainCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = new JsonMapper();

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "id of the event")
    private String id = "";

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description = "its source, when several have an event with this id")
    private @Nullable String source;

    @Option(names = "--rule", paramLabel = "PACK/RULE", description = "this rule only")
    private @Nullable String rule;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json (text)")
    private Format format = Format.text;

    /** How it is printed; picocli shows the names as they are written on the command line. */
    @SuppressWarnings("checkstyle:ConstantName")
    enum Format {
        text,
        json
    }

    @Override
    public Integer call() throws InterruptedException {
        CommandSpec command = Objects.requireNonNull(spec);
        AdminCall hub = AdminCall.of(SettingOptions.settings(command).config());
        String path = "/api/v1/events/" + encoded(id) + "/explanation";
        HttpResponse<String> answer = hub.get(source == null ? path : path + "?source=" + encoded(source), PATIENCE);
        if (answer.statusCode() != 200) {
            throw refused(hub, answer);
        }
        ObjectNode explained = only((ObjectNode) read(answer.body()));
        var out = command.commandLine().getOut();
        out.print(format == Format.json ? explained.toPrettyString() + '\n' : ExplainText.of(explained));
        out.flush();
        return 0;
    }

    private static StartRefused refused(AdminCall hub, HttpResponse<String> answer) {
        JsonNode problem = read(answer.body());
        ExitCode code =
                switch (answer.statusCode()) {
                    case 404 -> ExitCode.FAILED;
                    case 409 -> ExitCode.USAGE;
                    default -> null;
                };
        return code == null || !problem.has("detail")
                ? hub.refused(answer.statusCode(), "an explanation")
                : new StartRefused(
                        code,
                        problem.path("detail").asText() + "; "
                                + problem.path("nextStep").asText());
    }

    private ObjectNode only(ObjectNode explained) {
        if (rule == null) {
            return explained;
        }
        ArrayNode left = JSON.createArrayNode();
        StringBuilder names = new StringBuilder();
        explained.path("rules").forEach(each -> {
            String name = each.path("rule").asText();
            names.append(names.isEmpty() ? "" : ", ").append(name);
            if (name.equals(rule)) {
                left.add(each);
            }
        });
        if (left.isEmpty()) {
            throw new StartRefused(
                    ExitCode.USAGE,
                    "rulebook " + explained.path("rulebook").asText() + " has no rule \"" + rule + "\"; it has "
                            + names);
        }
        explained.set("rules", left);
        return explained;
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
