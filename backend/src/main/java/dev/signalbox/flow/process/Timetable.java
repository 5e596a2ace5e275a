package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.schedule.CatchUp;
import dev.signalbox.schedule.Cron;
import dev.signalbox.schedule.Every;
import dev.signalbox.schedule.ProcessSource;
import dev.signalbox.schedule.Rhythm;
import dev.signalbox.schedule.Zones;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Compiles {@code schedule}. */
final class Timetable {

    private static final String AT = "/schedule";
    private static final String OWN = "/x-signalbox/schedule";

    private final Source source;
    private final Problems problems;
    private final Texts texts;

    Timetable(Source source, Problems problems, Texts texts) {
        this.source = source;
        this.problems = problems;
        this.texts = texts;
    }

    /** Null for a definition that only rules, people and other processes start. */
    @Nullable
    Schedule compile() {
        JsonNode schedule = source.at(AT);
        if (schedule.isMissingNode()) {
            if (!source.at(OWN).isMissingNode()) {
                error(source.key(OWN), "misplaced", "there is no `schedule` that this could be of", null);
            }
            return null;
        }
        if (schedule.has("cron") && schedule.has("every")) {
            error(source.key(AT + "/every"), "schedule", "it says cron and every", "say one of both");
        }
        if ((schedule.has("cron") || schedule.has("every"))
                && source.at("/document/name").asText().length() > ProcessSource.LONGEST) {
            error(
                    source.value("/document/name"),
                    "name",
                    "the name of a process that is started at times has at most " + ProcessSource.LONGEST
                            + " characters",
                    "its source is named after it");
        }
        String zone = text(OWN + "/zone");
        String word = text(OWN + "/catchUp");
        return new Schedule(
                cron(zone),
                zone,
                every(),
                word == null ? CatchUp.ONCE : CatchUp.valueOf(word.toUpperCase(Locale.ROOT)),
                after(),
                new Triggers(source, problems, texts).compile(AT + "/on"));
    }

    private @Nullable String text(String pointer) {
        return source.at(pointer).textValue();
    }

    private @Nullable String cron(@Nullable String zone) {
        String cron = text(AT + "/cron");
        String fault = zone == null ? null : Zones.fault(zone);
        if (fault != null) {
            error(source.value(OWN + "/zone"), "schedule", fault, null);
        } else if (zone != null && cron == null) {
            error(source.key(OWN + "/zone"), "misplaced", "a zone is for `cron`", "leave it out");
        }
        if (cron != null) {
            ZoneId at = zone == null || fault != null ? ZoneOffset.UTC : ZoneId.of(zone);
            good("cron", Cron.read(cron, at));
        }
        return cron;
    }

    private @Nullable String every() {
        JsonNode written = source.at(AT + "/every");
        if (written.isMissingNode()) {
            return null;
        }
        Long millis = Span.millis(written);
        if (millis == null) {
            error(
                    source.value(AT + "/every"),
                    "schedule",
                    "every: wanted a duration of at most 366 days, got " + written,
                    "such as PT15M, or {minutes: 15}");
            return null;
        }
        String every = Duration.ofMillis(millis).toString();
        good("every", Every.read(every));
        return every;
    }

    private long after() {
        JsonNode written = source.at(AT + "/after");
        if (written.isMissingNode()) {
            return 0;
        }
        for (String times : List.of("cron", "every")) {
            if (source.at(AT).has(times)) {
                error(
                        source.key(AT + "/after"),
                        "schedule",
                        "it says " + times + " and after: each time would begin a series of its own that never ends",
                        "say one of both");
            }
        }
        for (String limit : List.of("concurrency", "rateLimit")) {
            if (source.at("/x-signalbox").has(limit)) {
                error(
                        source.key(AT + "/after"),
                        "unsupported",
                        "`schedule.after` beside `" + limit + "` is not supported",
                        "an instance that runs again has its own time; leave one of them out");
            }
        }
        Long millis = Span.millis(written);
        if (millis == null || millis == 0) {
            error(
                    source.value(AT + "/after"),
                    "schedule",
                    "after: wanted a duration of more than nothing and at most 366 days, got " + written,
                    "such as PT15M, or {minutes: 15}");
        }
        return millis == null ? 0 : millis;
    }

    private void good(String field, Rhythm.Read read) {
        if (read instanceof Rhythm.Read.Bad bad) {
            error(source.value(AT + '/' + field), "schedule", field + ": " + bad.message(), null);
        }
    }

    private void error(Spot spot, String code, String message, @Nullable String hint) {
        problems.error(spot, code, message, hint);
    }
}
