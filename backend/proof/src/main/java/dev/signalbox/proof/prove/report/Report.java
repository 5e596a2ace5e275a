package dev.signalbox.proof.prove.report;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.proof.hub.Api;
import dev.signalbox.proof.prove.Proof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** A report as JSON, from which the other forms are made. */
public final class Report {

    private final ObjectNode json;

    private Report(ObjectNode json) {
        this.json = json;
    }

    /** @param command that repeats the run */
    public static Report of(Proof.Result result, Instant at, String command) {
        return new Report(Sheet.of(result, at, command));
    }

    public ObjectNode json() {
        return json;
    }

    /** For a terminal. */
    public String text() {
        return Lines.of(json);
    }

    /** As {@code report.json} and {@code report.html}. */
    public void write(Path folder) throws IOException {
        Files.writeString(
                folder.resolve("report.json"),
                Api.JSON.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(json) + "\n");
        Files.writeString(folder.resolve("report.html"), Page.of(json));
    }
}
