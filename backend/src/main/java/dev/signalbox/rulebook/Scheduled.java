package dev.signalbox.rulebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.flow.process.Definitions;
import dev.signalbox.flow.process.Schedule;
import dev.signalbox.schedule.ProcessSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the hub writes for the schedules of a pack's processes: a source that ticks, and rules that start them. They stand
 * behind the rules of the pack, and in none of its texts.
 */
public final class Scheduled {

    private static final Pattern IMPORT = Pattern.compile("(?m)^\\s*import\\s+dev\\.signalbox\\.event\\.Event\\b");
    private static final Pattern GLOBAL = Pattern.compile("(?m)^\\s*global\\s+[\\w.]*Hub\\s+hub\\b");

    private final Pack pack;
    private final Map<String, Schedule> schedules;
    private final List<Rule> rules;
    private final String drl;

    private Scheduled(Pack pack, Map<String, Schedule> schedules) {
        this.pack = pack;
        this.schedules = schedules;
        this.rules = schedules.entrySet().stream()
                .flatMap(each -> ScheduleRules.of(each.getKey(), each.getValue()).stream())
                .toList();
        this.drl = rules.isEmpty() ? pack.drl() : pack.drl() + head() + bodies();
    }

    /** Of the processes that can be read; what is wrong with the others is told where they are checked. */
    public static Scheduled of(Pack pack) {
        Map<String, Schedule> schedules = new TreeMap<>();
        pack.definitions().forEach((name, yaml) -> {
            if (yaml.contains("schedule")
                    && Definitions.parse(yaml) instanceof dev.signalbox.flow.process.Parsed.Valid valid
                    && valid.definition().schedule() != null) {
                schedules.put(name, valid.definition().schedule());
            }
        });
        return new Scheduled(pack, schedules);
    }

    /** The sources that tick, by name, each with the fields that the API takes. */
    public Map<String, JsonNode> sources() {
        Map<String, JsonNode> sources = new LinkedHashMap<>();
        schedules.forEach((name, schedule) -> {
            if (schedule.ticks()) {
                sources.put(ProcessSource.of(name), source(name, schedule));
            }
        });
        return sources;
    }

    private static JsonNode source(String name, Schedule schedule) {
        ObjectNode source = JsonNodeFactory.instance
                .objectNode()
                .put("kind", "schedule")
                .put("catchUp", schedule.catchUp().name().toLowerCase(Locale.ROOT))
                .put("type", tick(name))
                .put("subject", name);
        if (schedule.cron() != null) {
            source.put("cron", schedule.cron());
        }
        if (schedule.every() != null) {
            source.put("every", schedule.every());
        }
        return schedule.zone() == null ? source : source.put("zone", schedule.zone());
    }

    private static String tick(String name) {
        return name + ".tick";
    }

    /**
     * A rule that the hub wrote.
     *
     * @param process that it starts
     * @param pointer to what it was written for
     */
    public record Rule(String name, String process, String pointer, String text) {}

    /** In the order of the text. */
    public List<Rule> rules() {
        return rules;
    }

    /** The rules of the pack, and behind them those that the hub wrote. */
    String drl() {
        return drl;
    }

    /** What is behind the pack's own rules, up to the rules that the hub wrote. */
    private String head() {
        String own = pack.drl();
        return (own.isBlank() ? "package " + Parsed.packageOf(pack.name()) + '\n' : "\n")
                + (IMPORT.matcher(own).find() ? "" : "import dev.signalbox.event.Event\n")
                + (GLOBAL.matcher(own).find() ? "" : "global dev.signalbox.rules.Hub hub\n");
    }

    private String bodies() {
        return rules.stream().map(rule -> '\n' + rule.text()).collect(Collectors.joining());
    }

    /**
     * What was found in the whole text, in the texts that people wrote: what is wrong with a rule that the hub wrote is wrong
     * with the schedule. That nothing has ticked yet is no finding.
     */
    List<Diagnostic> placed(List<Diagnostic> found) {
        int own = lines(pack.drl() + (rules.isEmpty() ? "" : head()));
        List<Diagnostic> placed = new ArrayList<>();
        for (Diagnostic each : found) {
            if (rules.isEmpty() || !each.file().equals(Diagnostic.RULES) || each.line() <= own) {
                placed.add(each);
            } else {
                Rule rule = rule(each.line() - own);
                if (each.isError() || !rule.pointer().equals(ScheduleRules.TIMES)) {
                    placed.add(each.at(rule.process() + ".process.yaml", place(rule)));
                }
            }
        }
        return placed;
    }

    private Diagnostic.Spot place(Rule rule) {
        String yaml = Objects.requireNonNull(pack.definitions().get(rule.process()));
        return YamlPlaces.of(yaml).at(rule.pointer());
    }

    /** @param line in the bodies, from 1 */
    private Rule rule(int line) {
        int left = line;
        for (Rule rule : rules) {
            left -= lines('\n' + rule.text());
            if (left <= 0) {
                return rule;
            }
        }
        return rules.get(rules.size() - 1);
    }

    private static int lines(String text) {
        return (int) text.chars().filter(each -> each == '\n').count();
    }
}
