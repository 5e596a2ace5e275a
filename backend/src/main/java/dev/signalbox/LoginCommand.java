package dev.signalbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a fresh link that logs its first reader into the running hub. */
@Command(
        name = "login",
        mixinStandardHelpOptions = true,
        description = "Prints a fresh one-time login link of the hub that runs on --data.",
        sortOptions = false)
final class LoginCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        CommandSpec command = Objects.requireNonNull(spec);
        AdminCall hub = AdminCall.of(SettingOptions.settings(command).config());
        command.commandLine().getOut().println(link(hub));
        command.commandLine().getOut().flush();
        return 0;
    }

    private static String link(AdminCall hub) throws InterruptedException {
        HttpResponse<String> answer = hub.post("/api/v1/login-links", PATIENCE);
        String link = url(answer.body());
        if (answer.statusCode() / 100 == 2 && !link.isEmpty()) {
            return link;
        }
        throw hub.refused(answer.statusCode(), "a login link");
    }

    private static String url(String body) {
        try {
            return new JsonMapper().readTree(body).path("url").asText();
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}
