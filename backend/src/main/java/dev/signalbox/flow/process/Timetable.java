package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.flow.process.Schedule.Trigger;
import dev.signalbox.jq.Query;
import dev.signalbox.schedule.CatchUp;
import dev.signalbox.schedule.Cron;
import dev.signalbox.schedule.Every;
import dev.signalbox.schedule.ProcessSource;
import dev.signalbox.schedule.Rhythm;
import dev.signalbox.schedule.Zones;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
                triggers());
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

    private void good(String field, Rhythm.Read read) {
        if (read instanceof Rhythm.Read.Bad bad) {
            error(source.value(AT + '/' + field), "schedule", field + ": " + bad.message(), null);
        }
    }

    private List<Trigger> triggers() {
        JsonNode on = source.at(AT + "/on");
        if (on.isMissingNode()) {
            return List.of();
        }
        for (String name : List.of("all", "until")) {
            if (on.has(name)) {
                error(
                        source.key(AT + "/on/" + name),
                        "unsupported",
                        "`schedule.on." + name + "` is not supported",
                        "start it by one event, and `listen` to the others");
                return List.of();
            }
        }
        if (on.has("one") == on.has("any")) {
            String said = on.has("one") ? "it says one and any" : "it does not say which events start it";
            error(source.key(AT + "/on"), "schedule", said, "one of one, any");
            return List.of();
        }
        return on.has("one") ? List.of(trigger(AT + "/on/one")) : any(AT + "/on/any");
    }

    private List<Trigger> any(String pointer) {
        int count = source.at(pointer).size();
        if (count == 0) {
            error(
                    source.value(pointer),
                    "unsupported",
                    "to be started by all events is not supported",
                    "name their types");
        }
        List<Trigger> triggers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            triggers.add(trigger(Source.under(pointer, i)));
        }
        return List.copyOf(triggers);
    }

    private Trigger trigger(String pointer) {
        if (source.at(pointer).has("correlate")) {
            error(
                    source.key(pointer + "/correlate"),
                    "unsupported",
                    "`correlate` has nothing to compare the event with: it is the first",
                    "say in `with` what the event must be");
        }
        Map<String, JsonNode> with = new LinkedHashMap<>();
        source.at(pointer + "/with").properties().forEach(each -> with.put(each.getKey(), each.getValue()));
        JsonNode type = with.remove("type");
        if (type == null || type.asText().isBlank() || Texts.isExpression(type.asText())) {
            error(
                    source.value(pointer + "/with/type"),
                    "schedule",
                    "the type of the event must be written out",
                    "the other attributes and `data` may be expressions");
        }
        with.forEach((name, value) -> {
            if (Trigger.expression(value) != null) {
                Query unused = texts.condition(Source.under(pointer + "/with", name), Set.of());
            }
        });
        return new Trigger(type == null ? "" : type.asText(), with);
    }

    private void error(Spot spot, String code, String message, @Nullable String hint) {
        problems.error(spot, code, message, hint);
    }
}
