package dev.signalbox;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signalbox.config.Config;
import dev.signalbox.config.DataFolder;
import dev.signalbox.config.ExitCode;
import dev.signalbox.config.PrivateFile;
import dev.signalbox.config.StartRefused;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
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
        Config config = SettingOptions.settings(command).config();
        Path url = config.data().resolve(DataFolder.ADMIN_URL);
        Path given = config.access().tokenFile();
        Path token = given != null ? given : config.data().resolve("admin.token");
        String hub = read(
                url,
                "no hub runs on the data folder " + config.data()
                        + ": start one with \"signalbox run\", or name its folder with --data");
        String secret = read(
                token,
                "the admin token " + token + " cannot be read: use the hub's own user, or name the"
                        + " file with --admin-token-file");
        command.commandLine().getOut().println(link(hub, secret, token));
        command.commandLine().getOut().flush();
        return 0;
    }

    private static String read(Path file, String otherwise) {
        try {
            return PrivateFile.read(file);
        } catch (IOException e) {
            throw new StartRefused(ExitCode.UNAVAILABLE, otherwise);
        }
    }

    private static String link(String hub, String secret, Path token) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(hub + "/api/v1/login-links"))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + secret)
                .POST(BodyPublishers.noBody())
                .build();
        try {
            HttpResponse<String> answer =
                    HttpClient.newBuilder().connectTimeout(PATIENCE).build().send(request, BodyHandlers.ofString());
            String link = new JsonMapper().readTree(answer.body()).path("url").asText();
            if (answer.statusCode() / 100 == 2 && !link.isEmpty()) {
                return link;
            }
            throw new StartRefused(
                    ExitCode.UNAVAILABLE,
                    answer.statusCode() == 401
                            ? "the hub at " + hub + " does not know the admin token of " + token
                                    + ": is it the file it was" + " started with?"
                            : "the hub at " + hub + " answered " + answer.statusCode()
                                    + " instead of a login link: see its log");
        } catch (IOException e) {
            throw new StartRefused(
                    ExitCode.UNAVAILABLE,
                    "no hub answers at " + hub + ", where the last one was: start it with \"signalbox run\"");
        }
    }
}
