package dev.signalbox.flow.match;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.event.Event;
import dev.signalbox.event.EventJson;
import dev.signalbox.rules.Hub;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The hub as rules see it while they fire: it writes down what they ask for and does nothing. */
final class Notes implements Hub {

    private final Supplier<String> rule;
    private final List<Noted> asked = new ArrayList<>();
    private final Unheard unheard = new Unheard();
    private boolean muted;

    /** What a rule has asked for, as far as it has said by now. */
    private interface Noted {
        Intention done();
    }

    /** @param rule the rule that is firing, as {@code pack/rule} */
    Notes(Supplier<String> rule) {
        this.rule = rule;
    }

    /** While it is muted, it does not even listen. */
    void mute(boolean mute) {
        muted = mute;
    }

    void clear() {
        asked.clear();
    }

    /** What was asked for, two equal starts as one; the second is told in the warnings. */
    List<Intention> take(List<String> warnings) {
        if (asked.size() == 1) {
            Intention only = asked.get(0).done();
            asked.clear();
            return List.of(only);
        }
        List<Intention> taken = new ArrayList<>(asked.size());
        Set<List<@Nullable String>> starts = new LinkedHashSet<>();
        for (Noted each : asked) {
            Intention intention = each.done();
            if (intention instanceof Intention.Start start && !starts.add(identity(start))) {
                warnings.add("rule \"" + start.rule() + "\" starts " + start.definition()
                        + " twice with the same key: it is started once; give each start a .key(..) of its own");
            } else {
                taken.add(intention);
            }
        }
        asked.clear();
        return List.copyOf(taken);
    }

    private static List<@Nullable String> identity(Intention.Start start) {
        List<@Nullable String> fields = new ArrayList<>(3);
        fields.add(start.rule());
        fields.add(start.definition());
        fields.add(start.key());
        return fields;
    }

    @Override
    public Start start(String definition) {
        if (muted) {
            return unheard;
        }
        NotedStart start = new NotedStart(rule.get(), definition);
        asked.add(start);
        return start;
    }

    @Override
    public Emission emit(String type) {
        if (muted) {
            return unheard;
        }
        NotedEmission emission = new NotedEmission(rule.get(), type);
        asked.add(emission);
        return emission;
    }

    @Override
    public Cancellation cancel(String definition) {
        if (muted) {
            return unheard;
        }
        NotedCancellation cancellation = new NotedCancellation(rule.get(), definition);
        asked.add(cancellation);
        return cancellation;
    }

    @Override
    public void alert(String text) {
        if (!muted) {
            Intention alert = new Intention.Alert(rule.get(), text);
            asked.add(() -> alert);
        }
    }

    private static final class NotedStart implements Start, Noted {
        private final String rule;
        private final String definition;
        private @Nullable String key;
        private final Map<String, @Nullable Object> input = new LinkedHashMap<>();
        private final List<@Nullable Object> events = new ArrayList<>();

        NotedStart(String rule, String definition) {
            this.rule = rule;
            this.definition = definition;
        }

        @Override
        public Start key(@Nullable Object key) {
            this.key = Plain.text(key);
            return this;
        }

        @Override
        public Start with(String name, @Nullable Object value) {
            input.put(name, Plain.value(value));
            return this;
        }

        @Override
        public Start withData(Event event) {
            JsonNode data = event.envelope().data().json();
            return with("data", data.isMissingNode() ? null : data);
        }

        @Override
        public Start withEvent(Event event) {
            events.add(Plain.value(EventJson.of(event.envelope())));
            return this;
        }

        @Override
        public Intention done() {
            return new Intention.Start(rule, definition, key, events.isEmpty() ? input : events);
        }
    }

    private static final class NotedEmission implements Emission, Noted {
        private final String rule;
        private final String type;
        private @Nullable String subject;
        private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

        NotedEmission(String rule, String type) {
            this.rule = rule;
            this.type = type;
        }

        @Override
        public Emission subject(@Nullable Object subject) {
            this.subject = Plain.text(subject);
            return this;
        }

        @Override
        public Emission with(String name, @Nullable Object value) {
            values.put(name, Plain.value(value));
            return this;
        }

        @Override
        public Intention done() {
            return new Intention.Emit(rule, type, subject, values);
        }
    }

    private static final class NotedCancellation implements Cancellation, Noted {
        private final String rule;
        private final String definition;
        private @Nullable String key;
        private boolean undo;

        NotedCancellation(String rule, String definition) {
            this.rule = rule;
            this.definition = definition;
        }

        @Override
        public Cancellation key(@Nullable Object key) {
            this.key = Plain.text(key);
            return this;
        }

        @Override
        public Cancellation compensate() {
            undo = true;
            return this;
        }

        @Override
        public Intention done() {
            return new Intention.Cancel(rule, definition, key, undo);
        }
    }
}
