package dev.signalbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signalbox.config.ExitCode;
import dev.signalbox.config.StartRefused;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the live feed of the running hub, and goes on after the hub was away. */
@Command(
        name = "tail",
        mixinStandardHelpOptions = true,
        description = {
            "Prints what happens in the hub that runs on --data, as it happens, until it is interrupted.",
            "A filter is the one of the page Live: type:order.* -source:shop \"two words\"; put -- before one that begins"
                    + " with a dash."
        },
        sortOptions = false)
final class TailCommand implements Callable<Integer> {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int REST_SECONDS = 1;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILTER", description = "what is wanted; nothing for all")
    private List<String> filter = new ArrayList<>();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json, one line a moment (text)")
    private Format format = Format.text;

    @Option(names = "--count", paramLabel = "N", description = "ends after so many moments (never)")
    private long count = Long.MAX_VALUE;

    private long told;
    private @Nullable String lastId;
    private boolean away;

    /** How a moment is printed; picocli shows the names as they are written on the command line. */
    @SuppressWarnings("checkstyle:ConstantName")
    enum Format {
        text,
        json
    }

    @Override
    public Integer call() throws InterruptedException {
        CommandSpec command = Objects.requireNonNull(spec);
        var config = SettingOptions.settings(command).config();
        read(AdminCall.of(config));
        while (told < count) {
            TimeUnit.SECONDS.sleep(REST_SECONDS);
            try {
                read(AdminCall.of(config));
            } catch (StartRefused e) {
                left(String.valueOf(e.getMessage()));
            }
        }
        return ExitCode.OK.code();
    }

    /** Until the stream ends, by whomever. */
    private void read(AdminCall hub) throws InterruptedException {
        String wanted = URLEncoder.encode(String.join(" ", filter), StandardCharsets.UTF_8);
        HttpResponse<Stream<String>> answer = hub.stream("/api/v1/stream?topics=feed&filter=" + wanted, lastId);
        try (Stream<String> lines = answer.body()) {
            if (answer.statusCode() != 200) {
                throw refused(hub, answer.statusCode(), String.join("\n", lines.toList()));
            }
            if (away) {
                err().println("signalbox: the hub is back");
            }
            away = false;
            frames(lines.iterator());
        } catch (UncheckedIOException e) {
            left("the hub does not answer any more");
        }
    }

    private static StartRefused refused(AdminCall hub, int status, String body) {
        JsonNode problem = json(body);
        return status == 422 || status == 400
                ? new StartRefused(
                        ExitCode.USAGE,
                        problem.path("detail").asText() + "; "
                                + problem.path("nextStep").asText())
                : hub.refused(status, "the live feed");
    }

    /** Said once for each time that it is away. */
    private void left(String why) {
        if (!away && told < count) {
            err().println("signalbox: " + why + "; waiting for it");
        }
        away = true;
    }

    private void frames(Iterator<String> lines) {
        String event = "";
        while (told < count && lines.hasNext()) {
            String line = lines.next();
            if (line.startsWith("id: ")) {
                lastId = line.substring(4);
            } else if (line.startsWith("event: ")) {
                event = line.substring(7);
            } else if (line.startsWith("data: ")) {
                frame(event, json(line.substring(6)));
            }
        }
    }

    private void frame(String event, JsonNode data) {
        if (event.equals("gap")) {
            err().println("signalbox: some moments were missed while nobody was listening; the page Events has all");
        }
        for (JsonNode moment : data.path("moments")) {
            if (told < count) {
                told++;
                out().println(format == Format.json ? moment.toString() : TailText.of(moment, ZoneId.systemDefault()));
            }
        }
        long skipped = data.path("skipped").asLong();
        if (skipped > 0) {
            err().println("signalbox: " + skipped + " more than can be shown were left out; a filter helps");
        }
        out().flush();
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }

    private PrintWriter err() {
        return Objects.requireNonNull(spec).commandLine().getErr();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }
}
