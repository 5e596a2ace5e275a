package dev.signalbox;

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
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Talks to the hub that runs on a data folder, as its administrator. */
final class AdminCall {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final String hub;
    private final String secret;
    private final Path token;

    private AdminCall(String hub, String secret, Path token) {
        this.hub = hub;
        this.secret = secret;
        this.token = token;
    }

    /** Where the hub is, and its token: both lie in its data folder. */
    static AdminCall of(Config config) {
        Path given = config.access().tokenFile();
        Path token = given != null ? given : config.data().resolve("admin.token");
        String hub = read(
                config.data().resolve(DataFolder.ADMIN_URL),
                "no hub runs on the data folder " + config.data()
                        + ": start one with \"signalbox run\", or name its folder with --data");
        String secret = read(
                token,
                "the admin token " + token + " cannot be read: use the hub's own user, or name the"
                        + " file with --admin-token-file");
        return new AdminCall(hub, secret, token);
    }

    private static String read(Path file, String otherwise) {
        try {
            return PrivateFile.read(file);
        } catch (IOException e) {
            throw new StartRefused(ExitCode.UNAVAILABLE, otherwise);
        }
    }

    HttpResponse<String> get(String path, Duration patience) throws InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(hub + path)).GET(), patience);
    }

    HttpResponse<String> post(String path, Duration patience) throws InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(hub + path)).POST(BodyPublishers.noBody()), patience);
    }

    /** A stream of server-sent events, line by line for as long as the hub sends it. */
    HttpResponse<Stream<String>> stream(String path, @Nullable String lastEventId) throws InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(hub + path)).header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        return send(request, BodyHandlers.ofLines());
    }

    private HttpResponse<String> send(HttpRequest.Builder request, Duration patience) throws InterruptedException {
        return send(request.timeout(patience), BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> handler) throws InterruptedException {
        try {
            return HttpClient.newBuilder()
                    .connectTimeout(CONNECT)
                    .build()
                    .send(request.header("Authorization", "Bearer " + secret).build(), handler);
        } catch (IOException e) {
            throw new StartRefused(
                    ExitCode.UNAVAILABLE,
                    "no hub answers at " + hub + ", where the last one was: start it with \"signalbox run\"");
        }
    }

    /** @param wanted what the answer should have been */
    StartRefused refused(int status, String wanted) {
        return new StartRefused(
                ExitCode.UNAVAILABLE,
                status == 401
                        ? "the hub at " + hub + " does not know the admin token of " + token
                                + ": is it the file it was started with?"
                        : "the hub at " + hub + " answered " + status + " instead of " + wanted + ": see its log");
    }
}
