package dev.signalbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signalbox.config.ExitCode;
import dev.signalbox.config.PrivateFile;
import dev.signalbox.config.StartRefused;
import dev.signalbox.send.Bodies;
import dev.signalbox.send.Body;
import dev.signalbox.send.Sending;
import dev.signalbox.snippet.Signer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends files to a source of the running hub, signed as its sender signs. */
@Command(
        name = "send",
        mixinStandardHelpOptions = true,
        description = {
            "Sends events to a source of the hub that runs on --data, signed as the sender of that source signs.",
            "A file is one delivery, .jsonl and .ndjson are one a line, a folder is all of its files by name."
                    + " <id> in a body stands for the id of the delivery."
        },
        sortOptions = false)
final class SendCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final JsonMapper JSON = new JsonMapper();

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "SOURCE", description = "name of the source")
    private String name = "";

    @Parameters(
            index = "1..*",
            paramLabel = "PATH",
            description = "files and folders to send; none for one event that greets the world")
    private List<Path> paths = new ArrayList<>();

    @Option(names = "--secret-file", paramLabel = "FILE", description = "file with the secret of the source")
    private @Nullable Path secretFile;

    @Option(
            names = {"-H", "--header"},
            paramLabel = "NAME: VALUE",
            description = "a header of each delivery, in place of the sender's own; repeatable")
    private List<String> headers = new ArrayList<>();

    @Option(names = "--id", paramLabel = "ID", description = "id of the event, where a header tells it (a fresh one)")
    private @Nullable String id;

    @Option(names = "--rate", paramLabel = "N", description = "deliveries a second at most (as fast as they are taken)")
    private double rate;

    @Option(names = "--times", paramLabel = "N", description = "how often everything is sent (1)")
    private int times = 1;

    @Option(
            names = "--attempts",
            paramLabel = "N",
            description = "for a delivery that is put off or not answered, with the hub's own pause between them (10)")
    private int attempts = 10;

    @Option(names = "--quiet", description = "tells only what is refused, and the sum")
    private boolean quiet;

    @Override
    public Integer call() throws InterruptedException {
        AdminCall hub = AdminCall.of(
                SettingOptions.settings(Objects.requireNonNull(spec)).config());
        Signer signer = new Signer(
                source(hub), get(hub, "/api/v1/info").path("ingestUrl").asText());
        PrintWriter out = spec.commandLine().getOut();
        Sending sending = new Sending(signer, how(signer), line -> {
            out.println(line);
            out.flush();
        });
        try {
            for (int time = 0; time < times; time++) {
                send(sending, signer);
            }
        } catch (UncheckedIOException e) {
            throw new StartRefused(
                    ExitCode.USAGE, "cannot read what is to be sent: " + e.getCause() + "; " + sending.count());
        } catch (IllegalArgumentException e) {
            throw new StartRefused(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
        out.println(sending.count());
        out.flush();
        return sending.count().refused() == 0 ? ExitCode.OK.code() : ExitCode.FAILED.code();
    }

    private void send(Sending sending, Signer signer) throws InterruptedException {
        if (paths.isEmpty()) {
            sending.send(new Body("hello", signer.hello()));
            return;
        }
        try (Stream<Body> bodies = Bodies.of(paths)) {
            for (Iterator<Body> each = bodies.iterator(); each.hasNext(); ) {
                sending.send(each.next());
            }
        }
    }

    private Sending.How how(Signer signer) {
        if (rate < 0 || times < 1 || attempts < 1) {
            throw usage("--rate is at least 0, --times and --attempts are at least 1");
        }
        String run = "send-" + UUID.randomUUID().toString().substring(0, 8) + '-';
        String given = id;
        Sending.Ids ids = number -> given == null ? run + number : number == 1 ? given : given + '-' + number;
        return new Sending.How(secret(signer), headers(), ids, rate, attempts, quiet);
    }

    private String secret(Signer signer) {
        Path file = secretFile;
        if (!signer.wantsSecret()) {
            return "";
        }
        if (file == null) {
            throw usage("source " + name + " takes nothing without its secret: name the file that has it with"
                    + " --secret-file");
        }
        try {
            String secret = PrivateFile.read(file);
            if (secret.isBlank()) {
                throw usage("the secret file " + file + " is empty");
            }
            return secret;
        } catch (IOException e) {
            throw usage("the secret file " + file + " cannot be read");
        }
    }

    private Map<String, String> headers() {
        Map<String, String> all = new LinkedHashMap<>();
        for (String header : headers) {
            int colon = header.indexOf(':');
            if (colon < 1) {
                throw usage("--header is \"" + header + "\"; wanted --header \"Name: value\"");
            }
            all.put(
                    header.substring(0, colon).strip(),
                    header.substring(colon + 1).strip());
        }
        return all;
    }

    private JsonNode source(AdminCall hub) throws InterruptedException {
        paths.stream().filter(path -> !Files.exists(path)).findFirst().ifPresent(path -> {
            throw usage("there is no file or folder " + path);
        });
        JsonNode source = get(hub, "/api/v1/sources/" + name);
        String kind = source.path("kind").asText();
        if (!kind.equals("webhook")) {
            throw usage("source " + name + " is not delivered to (its kind is " + kind
                    + "): put messages where it reads; its page shows a command for that");
        }
        if (source.path("preset").asText().equals("sns")) {
            throw usage("nobody but SNS can sign for source " + name + ": publish to its topic");
        }
        return source;
    }

    private JsonNode get(AdminCall hub, String path) throws InterruptedException {
        HttpResponse<String> answer = hub.get(path, PATIENCE);
        if (answer.statusCode() == 404) {
            throw usage("the hub has no source " + name + ": make it on its page Sources");
        }
        if (answer.statusCode() != 200) {
            throw hub.refused(answer.statusCode(), "the source");
        }
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw hub.refused(answer.statusCode(), "JSON");
        }
    }

    private static StartRefused usage(String words) {
        return new StartRefused(ExitCode.USAGE, words);
    }
}
